"""socialcase: case management for social work specialists, offline and encrypted."""

__version__ = "0.1.0"
