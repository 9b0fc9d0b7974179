"""What a user set and wants to find again: one JSON value a name."""

from typing import Any

from sqlalchemy import Column, Engine, String, Table, delete, insert, select

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA, Json

PREFERENCES = Table(
    "preferences",
    METADATA,
    Column("owner", String(320), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Json, nullable=False),
)


def prefer(engine: Engine, owner: str, name: str, value: Any) -> None:
    """Keep a preference in place of the earlier one."""
    mine = (PREFERENCES.c.owner == owner, PREFERENCES.c.name == name)
    with writing(engine) as connection:
        connection.execute(delete(PREFERENCES).where(*mine))
        connection.execute(insert(PREFERENCES).values(owner=owner, name=name, value=value))


def preferred(engine: Engine, owner: str, name: str) -> Any:
    """Find a preference; None when there is none."""
    query = select(PREFERENCES.c.value).where(PREFERENCES.c.owner == owner, PREFERENCES.c.name == name)
    with engine.connect() as connection:
        return connection.execute(query).scalar()
