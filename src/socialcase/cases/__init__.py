"""The domain: what the program keeps (records and their fields) and the rules of casework.

Plain frozen dataclasses and functions; nothing here knows a database, a file or a window.
"""
