"""Events come out as they go in; a wait is seen as a wait, an error as an error, and stopping closes the source."""

from collections.abc import Iterator
from threading import Event as Flag
from threading import Thread

import pytest

from cleanclaim.errors import UnreadableQuestion
from cleanclaim.events import Event, Wrote
from cleanclaim.ui.streaming import Stream, is_made, making


def test_events_come_out_in_order() -> None:
    assert list(Stream(lambda: iter([Wrote("a"), Wrote("b")]))) == [Wrote("a"), Wrote("b")]


def test_a_wait_gives_none_so_that_the_page_can_look_around() -> None:
    go_on = Flag()

    def source() -> Iterator[Event]:
        go_on.wait(10)
        yield Wrote("late")

    events = iter(Stream(source))
    assert next(events) is None
    go_on.set()
    assert [e for e in events if e] == [Wrote("late")]


def test_an_error_of_the_source_is_raised_where_the_events_are_read() -> None:
    def source() -> Iterator[Event]:
        yield Wrote("a")
        raise UnreadableQuestion("no word")

    events = iter(Stream(source))
    assert next(events) == Wrote("a")
    with pytest.raises(UnreadableQuestion, match="no word"):
        next(events)


def test_stopping_closes_the_source_at_its_next_event() -> None:
    go_on, closed = Flag(), Flag()

    def source() -> Iterator[Event]:
        try:
            yield Wrote("a")
            go_on.wait(10)
            yield Wrote("b")
            yield Wrote("c")
        finally:
            closed.set()

    stream = Stream(source)
    assert next(iter(stream)) == Wrote("a")
    stream.stop()
    go_on.set()
    assert closed.wait(10)


def test_a_turn_that_is_being_answered_is_waited_for_until_what_came_of_it_is_kept() -> None:
    begun, put_away = Flag(), Flag()

    def answer() -> None:
        with making("turn"):
            begun.set()
            put_away.wait(10)

    thread = Thread(target=answer)
    thread.start()
    assert begun.wait(10)
    assert not is_made("turn", within=0.01)
    put_away.set()
    assert is_made("turn", within=10)
    thread.join()


def test_a_turn_that_nobody_answers_any_more_is_not_waited_for() -> None:
    with pytest.raises(UnreadableQuestion), making("turn"):
        raise UnreadableQuestion("no word")
    assert is_made("turn", within=10)
