"""Preferences of users."""

import sqlalchemy as sa
from alembic import op

from cleanclaim.storage.schema import Json

revision = "preferences_1"
down_revision = None
branch_labels = ("preferences",)


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("owner", sa.String(320), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.PrimaryKeyConstraint("owner", "name", name="pk_preferences"),
    )


def downgrade() -> None:
    op.drop_table("preferences")
