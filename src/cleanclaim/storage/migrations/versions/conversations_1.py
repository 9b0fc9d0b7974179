"""Conversations and their turns."""

import sqlalchemy as sa
from alembic import op

from cleanclaim.storage.schema import Json, Moment

revision = "conversations_1"
down_revision = None
branch_labels = ("conversations",)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(320), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_owner", "conversations", ["owner"])
    op.create_index("ix_conversations_changed", "conversations", ["changed"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("context", Json, nullable=False),
        sa.Column("removed", Json, nullable=False),
        sa.Column("answer", Json, nullable=True),
        sa.Column("fault", sa.Text, nullable=True),
        sa.Column("asked", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_turns_conversation_conversations", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("conversation", "position", name="uq_turns_conversation_position"),
    )


def downgrade() -> None:
    op.drop_table("turns")
    op.drop_table("conversations")
