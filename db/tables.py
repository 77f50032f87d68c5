"""The tables: the ledger, its registers, and what belongs to this desk alone. Rows never leave `db`."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

rounds = Table(
    "round",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("root", LargeBinary, nullable=False),
    Column("added", BigInteger, nullable=False),
)

memberships = Table(
    "membership",
    metadata,
    Column("round", ForeignKey("round.id"), primary_key=True),
    Column("certificate", LargeBinary, nullable=False),
    Column("root_key", LargeBinary),  # PKCS#8 DER, only on the organiser's desk
)

certificates = Table(
    "certificate",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("der", LargeBinary, nullable=False),
    PrimaryKeyConstraint("round", "fingerprint", name="pk_certificate"),
)

entries = Table(
    "entry",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("author", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Column("body", LargeBinary),
)
Index("ix_entry_round_author_seq", entries.c.round, entries.c.author, entries.c.seq)

# Where each entry stands: derived, rebuilt from `entry`.
standings = Table(
    "standing",
    metadata,
    Column("entry", ForeignKey("entry.id"), primary_key=True),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
)
Index("ix_standing_round_state", standings.c.round, standings.c.state)

# How far each feed is held without gap: derived.
feeds = Table(
    "feed",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("author", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("ms", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    PrimaryKeyConstraint("round", "author", name="pk_feed"),
)

# The heads of every register: derived.
registers = Table(
    "register",
    metadata,
    Column("entry", ForeignKey("entry.id"), primary_key=True),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("author", String(64), nullable=False),
    Column("ms", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)
Index("ix_register_round_kind_key", registers.c.round, registers.c.kind, registers.c.key)
Index("ix_register_round_kind_subject", registers.c.round, registers.c.kind, registers.c.subject)

# Which entries are no longer heads, also before they arrive: derived.
replaced = Table(
    "replaced",
    metadata,
    Column("entry", String(64), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("round", ForeignKey("round.id"), nullable=False),
    PrimaryKeyConstraint("entry", "kind", "key", name="pk_replaced"),
)

# Every role that a participant was ever given: derived, it only grows.
grants = Table(
    "granted",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("author", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    PrimaryKeyConstraint("round", "author", "role", name="pk_granted"),
)

# What the others were last known to have.
peers = Table(
    "peer",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("have", Text, nullable=False),
    PrimaryKeyConstraint("round", "fingerprint", name="pk_peer"),
)

drafts = Table(
    "draft",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("saved", BigInteger, nullable=False),
)

draft_steps = Table(
    "draft_step",
    metadata,
    Column("key", ForeignKey("draft.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("key", "number", name="pk_draft_step"),
)

DERIVED = (standings, feeds, registers, replaced, grants)
