"""XPath 1.0 with the ODK functions, compiled to closures over a light node tree."""
