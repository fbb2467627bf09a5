"""Documents and exports, made in memory from rows and sessions. Knows no Qt and writes no file."""
