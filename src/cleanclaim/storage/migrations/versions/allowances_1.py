"""How often each caller asked."""

import sqlalchemy as sa
from alembic import op

revision = "allowances_1"
down_revision = None
branch_labels = ("allowances",)


def upgrade() -> None:
    op.create_table(
        "allowances",
        sa.Column("owner", sa.String(320), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("owner", "minute", name="pk_allowances"),
    )


def downgrade() -> None:
    op.drop_table("allowances")
