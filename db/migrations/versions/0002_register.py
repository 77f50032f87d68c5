"""The registers lose a column that nothing read."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_column("register", "subject")
