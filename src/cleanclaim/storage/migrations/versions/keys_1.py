"""Keys of the API."""

import sqlalchemy as sa
from alembic import op

from cleanclaim.storage.schema import Json, Moment

revision = "keys_1"
down_revision = None
branch_labels = ("keys",)


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("revoked", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
    )


def downgrade() -> None:
    op.drop_table("keys")
