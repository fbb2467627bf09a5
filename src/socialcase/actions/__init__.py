"""Every act a person can do, one function each, and what the pages show, read in one go.

The first argument is the open `Workspace`. An act that keeps something returns a `Done` (the
save, the record, the changes); a fault that a person can mend is a `UserError`.
"""
