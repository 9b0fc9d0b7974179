"""Conversations are each user's own and come back as they were left."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select

from cleanclaim.storage import conversations

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def ask(engine: Engine, owner: str, conversation: str, question: str, minutes: int = 0) -> conversations.Turn:
    turn = conversations.ask(engine, owner, conversation, question, {}, (), NOW + timedelta(minutes=minutes))
    assert turn
    return turn


def test_a_conversation_comes_back_as_it_was_left(engine: Engine) -> None:
    made = conversations.start(engine, "ana", "is 20552   right", NOW)
    turn = conversations.ask(engine, "ana", made.id, "is 20552 right", {"state": "FL"}, ("name",), NOW)
    assert turn
    conversations.settle(engine, turn.id, {"short": "Sí — “yes”", "codes": [{"b": 1, "a": None}]})
    assert conversations.find(engine, "ana", made.id) == conversations.Conversation(made.id, "is 20552 right", NOW)
    (back,) = conversations.turns(engine, made.id)
    assert (back.question, back.context, back.removed, back.asked) == (
        "is 20552 right",
        {"state": "FL"},
        ("name",),
        NOW,
    )
    assert back.answer == {"short": "Sí — “yes”", "codes": [{"b": 1, "a": None}]} and back.fault is None


def test_no_one_sees_renames_extends_or_deletes_what_is_someone_elses(engine: Engine) -> None:
    made = conversations.start(engine, "ana", "hers", NOW)
    conversations.rename(engine, "bo", made.id, "his")
    conversations.remove(engine, "bo", made.id)
    assert conversations.ask(engine, "bo", made.id, "q", {}, (), NOW) is None
    assert conversations.find(engine, "bo", made.id) is None and conversations.listed(engine, "bo") == []
    kept = conversations.find(engine, "ana", made.id)
    assert kept and kept.title == "hers" and conversations.count(engine, made.id) == 0


def test_the_newest_conversation_stands_first_and_a_new_question_makes_it_new(engine: Engine) -> None:
    first = conversations.start(engine, "ana", "first", NOW)
    second = conversations.start(engine, "ana", "second", NOW + timedelta(minutes=1))
    assert [c.title for c in conversations.listed(engine, "ana")] == ["second", "first"]
    ask(engine, "ana", first.id, "more", minutes=2)
    assert [c.id for c in conversations.listed(engine, "ana")] == [first.id, second.id]


def test_search_finds_titles_and_questions_by_all_their_words_whatever_their_case(engine: Engine) -> None:
    one = conversations.start(engine, "ana", "Knee 100%", NOW)
    ask(engine, "ana", one.id, "Can 20610 and 20552 be billed together?")
    conversations.start(engine, "ana", "dry needling", NOW)
    assert [c.id for c in conversations.listed(engine, "ana", "billed 20610 KNEE")] == [one.id]
    assert [c.id for c in conversations.listed(engine, "ana", "100%")] == [one.id]
    assert conversations.listed(engine, "ana", "20610 nothing") == [] and conversations.listed(engine, "ana", "_") == []


def test_the_last_turns_come_in_order(engine: Engine) -> None:
    made = conversations.start(engine, "ana", "long", NOW)
    for n in range(7):
        ask(engine, "ana", made.id, f"q{n}", n)
    assert [t.question for t in conversations.turns(engine, made.id, last=3)] == ["q4", "q5", "q6"]
    assert conversations.count(engine, made.id) == 7


def test_a_deleted_conversation_leaves_no_turn(engine: Engine) -> None:
    made = conversations.start(engine, "ana", "gone", NOW)
    ask(engine, "ana", made.id, "q")
    conversations.remove(engine, "ana", made.id)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(conversations.TURNS)).scalar() == 0


def test_a_renamed_conversation_keeps_its_name_and_an_empty_name_is_none(engine: Engine) -> None:
    made = conversations.start(engine, "ana", "old", NOW)
    conversations.rename(engine, "ana", made.id, "  new   name ")
    conversations.rename(engine, "ana", made.id, "   ")
    assert [c.title for c in conversations.listed(engine, "ana")] == ["new name"]
