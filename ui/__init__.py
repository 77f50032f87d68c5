"""Windows and command line."""
