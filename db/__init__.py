"""The ledger and its projection tables over SQL."""
