"""Ports over files, keys, clocks and document libraries."""
