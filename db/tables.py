"""The tables: the ledger, its registers, and what belongs to this desk alone. Rows never leave `db`."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
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
    Column("desk", String(64), nullable=False),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("root_key", LargeBinary),  # sealed PKCS#8 DER, only with the organiser
    PrimaryKeyConstraint("desk", "round", name="pk_membership"),
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

# Entries that do not count (yet), and why; an entry without a row here is applied: derived from `entry`.
standings = Table(
    "standing",
    metadata,
    Column("entry", String(64), primary_key=True),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
)
Index("ix_standing_round_state", standings.c.round, standings.c.state)

# The ends of every feed as far as it is held without gap; more than one for an author is a fork: derived.
tips = Table(
    "tip",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("author", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("ms", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    PrimaryKeyConstraint("round", "author", "head", name="pk_tip"),
)

# The heads of every register: derived.
registers = Table(
    "register",
    metadata,
    Column("entry", String(64), primary_key=True),
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("author", String(64), nullable=False),
    Column("ms", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)
Index("ix_register_round_kind_key", registers.c.round, registers.c.kind, registers.c.key)

# Registers with more than one head, so that conflicts are found without a look at all: derived.
crowded = Table(
    "crowded",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("round", "kind", "key", name="pk_crowded"),
)

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

# The last entries that still count of certificates that were taken back: derived, it only grows.
revocations = Table(
    "revoked",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("author", String(64), nullable=False),
    Column("last", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
    PrimaryKeyConstraint("round", "author", "last", "seq", name="pk_revoked"),
)

# Which entries name a file: derived.
attachments = Table(
    "attachment",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("entry", String(64), nullable=False),
    PrimaryKeyConstraint("round", "sha256", "entry", name="pk_attachment"),
)

# Files that entries name and this desk does not hold: what to ask the others for.
lacking = Table(
    "lacking",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("sha256", String(64), nullable=False),
    PrimaryKeyConstraint("round", "sha256", name="pk_lacking"),
)

# What the others were last known to have.
peers = Table(
    "peer",
    metadata,
    Column("round", ForeignKey("round.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("have", Text, nullable=False),
    PrimaryKeyConstraint("round", "fingerprint", name="pk_peer"),
)

# A desk is the SHA-256 of its public key: several desks may share one database.
drafts = Table(
    "draft",
    metadata,
    Column("desk", String(64), nullable=False),
    Column("key", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("saved", BigInteger, nullable=False),
    PrimaryKeyConstraint("desk", "key", name="pk_draft"),
)

draft_steps = Table(
    "draft_step",
    metadata,
    Column("desk", String(64), nullable=False),
    Column("key", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # label and content, with the desk's key
    PrimaryKeyConstraint("desk", "key", "number", name="pk_draft_step"),
    ForeignKeyConstraint(["desk", "key"], ["draft.desk", "draft.key"], name="fk_draft_step_desk"),
)

DERIVED = (standings, tips, registers, crowded, replaced, grants, revocations, attachments)
