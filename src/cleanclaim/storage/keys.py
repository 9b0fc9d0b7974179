"""Keys of the API. A key's secret is shown once and never kept: its hash is.

The secret has 256 random bits, so one round of SHA-256 keeps it; slow hashes are for what people make up.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe

from sqlalchemy import Column, Engine, Row, String, Table, insert, select, update

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA, Json, Moment

_MARK = "cc"
KEYS = Table(
    "keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scopes", Json, nullable=False),
    Column("created", Moment, nullable=False),
    Column("revoked", Moment, nullable=True),
)


@dataclass(frozen=True)
class Key:
    """Who may ask what, and since and until when."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: datetime
    revoked: datetime | None = None


def create(engine: Engine, name: str, scopes: tuple[str, ...], now: datetime) -> tuple[Key, str]:
    """Make a key and give it with its token, which nothing can show again."""
    made, secret = Key(token_hex(8), name, scopes, now), token_urlsafe(32)
    with writing(engine) as connection:
        connection.execute(
            insert(KEYS).values(id=made.id, name=name, hash=_hash(secret), scopes=list(scopes), created=now)
        )
    return made, f"{_MARK}_{made.id}_{secret}"


def holder(engine: Engine, token: str) -> Key | None:
    """Find the key of a token; None when there is none, it was revoked, or the secret is another."""
    mark, _, rest = token.partition("_")
    name, _, secret = rest.partition("_")
    if mark != _MARK or not secret or not token.isascii():
        return None
    with engine.connect() as connection:
        row = connection.execute(select(KEYS).where(KEYS.c.id == name)).first()
    # A key that is not there costs the same comparison as one that is.
    is_right = compare_digest(row.hash if row else _hash(""), _hash(secret))
    return _key(row) if row and is_right and row.revoked is None else None


def listed(engine: Engine) -> list[Key]:
    """List every key, revoked ones too, oldest first."""
    with engine.connect() as connection:
        return [_key(row) for row in connection.execute(select(KEYS).order_by(KEYS.c.created, KEYS.c.id))]


def exist(engine: Engine) -> bool:
    """Say whether a key was ever made: from then on every request needs one."""
    with engine.connect() as connection:
        return connection.execute(select(KEYS.c.id).limit(1)).first() is not None


def revoke(engine: Engine, name: str, now: datetime) -> bool:
    """Revoke a key by its id; False when there is none that holds. Its row stays."""
    with writing(engine) as connection:
        held = update(KEYS).where(KEYS.c.id == name, KEYS.c.revoked.is_(None))
        return connection.execute(held.values(revoked=now)).rowcount > 0


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: Row[tuple[object, ...]]) -> Key:
    return Key(row.id, row.name, tuple(row.scopes), row.created, row.revoked)
