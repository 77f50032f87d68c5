"""What the files of a desk are called in its folder; looked for before anything that opens them is imported."""

IDENTITY = "identity.json"
DATABASE = "desk.db"
