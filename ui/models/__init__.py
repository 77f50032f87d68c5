"""Qt item models over frozen lines."""
