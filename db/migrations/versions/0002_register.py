"""The registers lose a column that nothing read.

SQLite would write the whole table anew in one statement and keep all of it in memory to be able to undo that; so it
is moved here in portions. All of them are one transaction.
"""

import sqlalchemy as sa
from alembic import op

from db import dialect

revision = "0002"
down_revision = "0001"

PORTION = 20_000


def upgrade() -> None:
    if dialect.on_postgresql(op.get_bind()):
        op.drop_column("register", "subject")
        return
    op.create_table(
        "register_new",
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("ms", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_register"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_register_round"),
    )
    op.drop_index("ix_register_round_kind_key")
    run = op.get_bind().exec_driver_sql
    last = run("SELECT max(rowid) FROM register").scalar() or 0
    for first in range(0, last, PORTION):
        run(
            "INSERT INTO register_new SELECT entry, round, kind, key, author, ms, counter, content "
            "FROM register WHERE rowid > ? AND rowid <= ?",
            (first, first + PORTION),
        )
        run("DELETE FROM register WHERE rowid <= ?", (first + PORTION,))  # its pages serve the next portion
    op.drop_table("register")
    op.rename_table("register_new", "register")
    op.create_index("ix_register_round_kind_key", "register", ["round", "kind", "key"])
