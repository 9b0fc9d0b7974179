"""Conversations and their turns, each user's own: list, search, read by pages, rename, delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA, Json, Moment

_TITLE = 80
CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(320), nullable=False, index=True),
    Column("title", String(200), nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False, index=True),
)
TURNS = Table(
    "turns",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("context", Json, nullable=False),
    Column("removed", Json, nullable=False),
    Column("answer", Json, nullable=True),
    Column("fault", Text, nullable=True),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("conversation", "position"),
)


@dataclass(frozen=True)
class Conversation:
    """A conversation as a list shows it."""

    id: str
    title: str
    changed: datetime


@dataclass(frozen=True)
class Turn:
    """A question without identifiers, what it was asked for, and the answer's JSON or why there is none."""

    id: str
    position: int
    question: str
    context: dict[str, str]
    removed: tuple[str, ...]
    answer: dict[str, Any] | None
    fault: str | None
    asked: datetime

    @property
    def is_open(self) -> bool:
        """Whether nothing is kept yet of what came of the question."""
        return self.answer is None and self.fault is None


def start(engine: Engine, owner: str, title: str, now: datetime) -> Conversation:
    """Start a conversation named by its first question."""
    made = Conversation(uuid4().hex, _short(title), now)
    with writing(engine) as connection:
        connection.execute(
            insert(CONVERSATIONS).values(id=made.id, owner=owner, title=made.title, created=now, changed=now)
        )
    return made


def find(engine: Engine, owner: str, conversation: str) -> Conversation | None:
    """Find a conversation of a user; someone else's is not found."""
    with engine.connect() as connection:
        row = connection.execute(_of(owner).where(CONVERSATIONS.c.id == conversation)).first()
    return _conversation(row) if row else None


def listed(engine: Engine, owner: str, words: str = "", limit: int = 30) -> list[Conversation]:
    """List a user's conversations, newest first; with words, those whose title or questions hold them all."""
    query = _of(owner).order_by(CONVERSATIONS.c.changed.desc(), CONVERSATIONS.c.id).limit(limit)
    for word in words.split():
        asked = select(TURNS.c.conversation).where(TURNS.c.question.icontains(word, autoescape=True))
        query = query.where(or_(CONVERSATIONS.c.title.icontains(word, autoescape=True), CONVERSATIONS.c.id.in_(asked)))
    with engine.connect() as connection:
        return [_conversation(row) for row in connection.execute(query)]


def rename(engine: Engine, owner: str, conversation: str, title: str) -> None:
    """Give a conversation another title; an empty one changes nothing."""
    if title.strip():
        with writing(engine) as connection:
            connection.execute(_mine(update(CONVERSATIONS), owner, conversation).values(title=_short(title)))


def remove(engine: Engine, owner: str, conversation: str) -> None:
    """Delete a conversation with all its turns."""
    with writing(engine) as connection:
        connection.execute(_mine(delete(CONVERSATIONS), owner, conversation))


def ask(
    engine: Engine,
    owner: str,
    conversation: str,
    question: str,
    context: dict[str, str],
    removed: Sequence[str],
    now: datetime,
) -> Turn | None:
    """Keep a question before it is answered; None when the conversation is not the user's or was deleted."""
    with writing(engine) as connection:
        changed = connection.execute(_mine(update(CONVERSATIONS), owner, conversation).values(changed=now))
        if not changed.rowcount:
            return None
        made = Turn(uuid4().hex, _count(connection, conversation), question, context, tuple(removed), None, None, now)
        connection.execute(
            insert(TURNS).values(
                id=made.id,
                conversation=conversation,
                position=made.position,
                question=question,
                context=context,
                removed=list(removed),
                asked=now,
            )
        )
    return made


def settle(engine: Engine, turn: str, answer: dict[str, Any] | None, fault: str | None = None) -> None:
    """Keep the answer of a turn, or the sentence that says why there is none, or both when it was cut short."""
    with writing(engine) as connection:
        connection.execute(update(TURNS).where(TURNS.c.id == turn).values(answer=answer, fault=fault))


def count(engine: Engine, conversation: str) -> int:
    """Count the turns of a conversation."""
    with engine.connect() as connection:
        return _count(connection, conversation)


def turns(engine: Engine, conversation: str, last: int | None = None) -> list[Turn]:
    """Read the turns of a conversation, oldest first; with `last`, only that many of the newest."""
    query = select(TURNS).where(TURNS.c.conversation == conversation).order_by(TURNS.c.position.desc()).limit(last)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return [
        Turn(r.id, r.position, r.question, r.context, tuple(r.removed), r.answer, r.fault, r.asked)
        for r in reversed(rows)
    ]


def _of(owner: str) -> Any:
    return select(CONVERSATIONS).where(CONVERSATIONS.c.owner == owner)


def _mine(statement: Any, owner: str, conversation: str) -> Any:
    return statement.where(CONVERSATIONS.c.owner == owner, CONVERSATIONS.c.id == conversation)


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(row.id, row.title, row.changed)


def _count(connection: Connection, conversation: str) -> int:
    highest = select(func.max(TURNS.c.position)).where(TURNS.c.conversation == conversation)
    position = connection.execute(highest).scalar()
    return 0 if position is None else int(position) + 1


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"
