"""Feedback and preferences: the last word counts, each user's own."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from cleanclaim.storage import feedback, preferences

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ONE = feedback.Feedback("a1", "ana", "down", "wrong state", "q", {"state": "FL"}, {"id": "a1"}, NOW)


def test_feedback_comes_back_with_question_context_and_answer(engine: Engine) -> None:
    feedback.give(engine, ONE)
    assert feedback.given(engine, "ana", ["a1", "a2"]) == {"a1": ONE} and feedback.listed(engine) == [ONE]


def test_who_thinks_again_replaces_or_withdraws_what_was_said(engine: Engine) -> None:
    other = replace(ONE, owner="bo", thumb="up")
    feedback.give(engine, ONE)
    feedback.give(engine, other)
    feedback.give(engine, replace(ONE, reason="still wrong"))
    assert [f.reason for f in feedback.listed(engine, "down")] == ["still wrong"]
    feedback.withdraw(engine, "ana", "a1")
    assert feedback.listed(engine) == [other]


def test_a_preference_is_each_users_own_and_the_last_one_counts(engine: Engine) -> None:
    preferences.prefer(engine, "ana", "context", {"state": "FL"})
    preferences.prefer(engine, "ana", "context", {"state": "OH"})
    assert preferences.preferred(engine, "ana", "context") == {"state": "OH"}
    assert preferences.preferred(engine, "bo", "context") is None
