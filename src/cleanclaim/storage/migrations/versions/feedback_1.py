"""Feedback on answers."""

import sqlalchemy as sa
from alembic import op

from cleanclaim.storage.schema import Json, Moment

revision = "feedback_1"
down_revision = None
branch_labels = ("feedback",)


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(320), nullable=False),
        sa.Column("thumb", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("context", Json, nullable=False),
        sa.Column("answer", Json, nullable=False),
        sa.Column("given", Moment, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "owner", name="pk_feedback"),
    )
    op.create_index("ix_feedback_given", "feedback", ["given"])


def downgrade() -> None:
    op.drop_table("feedback")
