"""The only wiring: folders, database, adapters and use cases become a desk. Starts without Qt."""
