"""The ledger of one round over SQL: each module keeps one thing of it, `store` puts them together."""
