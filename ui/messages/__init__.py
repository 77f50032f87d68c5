"""The sentences for every expected failure."""
