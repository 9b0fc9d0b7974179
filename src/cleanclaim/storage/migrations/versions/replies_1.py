"""Replies kept under the clients' keys."""

import sqlalchemy as sa
from alembic import op

from cleanclaim.storage.schema import Moment

revision = "replies_1"
down_revision = None
branch_labels = ("replies",)


def upgrade() -> None:
    op.create_table(
        "replies",
        sa.Column("owner", sa.String(320), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("begun", Moment, nullable=False),
        sa.Column("body", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("owner", "key", name="pk_replies"),
    )
    op.create_index("ix_replies_begun", "replies", ["begun"])


def downgrade() -> None:
    op.drop_table("replies")
