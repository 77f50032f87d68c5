"""The core: rules, ledger and use cases; no Qt, no SQL."""
