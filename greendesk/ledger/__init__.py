"""Signed entries, their chains and their fold, pure."""
