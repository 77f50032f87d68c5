"""Samples of every released version, made by that version itself: kept, and opened by every later one."""
