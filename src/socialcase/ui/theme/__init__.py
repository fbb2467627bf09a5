"""How the window looks: tokens, palette, style sheet, typeface, icons."""
