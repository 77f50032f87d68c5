"""The ledger, its registers, drafts and rounds."""

import sqlalchemy as sa
from alembic import op

from db import dialect

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("added", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
    )
    op.create_table(
        "membership",
        sa.Column("desk", sa.String(64), nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("certificate", sa.LargeBinary, nullable=False),
        sa.Column("root_key", sa.LargeBinary),
        sa.PrimaryKeyConstraint("desk", "round", name="pk_membership"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_membership_round"),
    )
    op.create_table(
        "certificate",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("der", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("round", "fingerprint", name="pk_certificate"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_certificate_round"),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("body", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_entry_round"),
    )
    op.create_index("ix_entry_round_author_seq", "entry", ["round", "author", "seq"])
    op.create_table(
        "standing",
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_standing"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_standing_round"),
    )
    op.create_index("ix_standing_round_state", "standing", ["round", "state"])
    op.create_table(
        "tip",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("ms", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("round", "author", "head", name="pk_tip"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_tip_round"),
    )
    op.create_table(
        "register",
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("ms", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_register"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_register_round"),
    )
    op.create_index("ix_register_round_kind_key", "register", ["round", "kind", "key"])
    op.create_table(
        "replaced",
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("round", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("entry", "kind", "key", name="pk_replaced"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_replaced_round"),
    )
    op.create_table(
        "granted",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "author", "role", name="pk_granted"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_granted_round"),
    )
    op.create_table(
        "crowded",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("round", "kind", "key", name="pk_crowded"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_crowded_round"),
    )
    op.create_table(
        "revoked",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("last", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("round", "author", "last", "seq", name="pk_revoked"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_revoked_round"),
    )
    op.create_table(
        "attachment",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("round", "sha256", "entry", name="pk_attachment"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_attachment_round"),
    )
    op.create_table(
        "lacking",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("round", "sha256", name="pk_lacking"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_lacking_round"),
    )
    op.create_table(
        "peer",
        sa.Column("round", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("have", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("round", "fingerprint", name="pk_peer"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_peer_round"),
    )
    op.create_table(
        "draft",
        sa.Column("desk", sa.String(64), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("saved", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("desk", "key", name="pk_draft"),
    )
    op.create_table(
        "draft_step",
        sa.Column("desk", sa.String(64), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("desk", "key", "number", name="pk_draft_step"),
        sa.ForeignKeyConstraint(["desk", "key"], ["draft.desk", "draft.key"], name="fk_draft_step_desk"),
    )
    dialect.guard_schema(op.get_bind())
