"""The case file: its head and its parts, one file for each."""
