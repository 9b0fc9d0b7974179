"""Events of an answer, read in a thread of their own so that a page can stop at any moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Event as Flag
from threading import Thread

from cleanclaim.events import Event

_TICK = 0.15
"""Seconds between two looks whether the user wants to stop."""
_MADE: dict[str, Flag] = {}
"""Turns that this process is answering now."""


@contextmanager
def making(turn: str) -> Iterator[None]:
    """Say that a turn is being answered, until what came of it is kept."""
    _MADE[turn] = Flag()
    try:
        yield
    finally:
        _MADE.pop(turn).set()


def is_made(turn: str, within: float) -> bool:
    """Wait some seconds until a turn is no longer being answered; False where it still is.

    Streamlit starts the run that follows a press of Stop while the stopped one is still putting away what it has.
    """
    making = _MADE.get(turn)
    return making is None or making.wait(within)


class Stream:
    """Give the events as they come and None while there is none; an error of the source comes out here."""

    def __init__(self, source: Callable[[], Iterator[Event]]) -> None:
        self._queue: Queue[Event | Exception | None] = Queue()
        self._stopped = Flag()
        self._thread = Thread(target=self._read, args=(source,), daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Event | None]:
        while True:
            try:
                item = self._queue.get(timeout=_TICK)
            except Empty:
                yield None
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            yield item

    def stop(self) -> None:
        """Read no further: the source is closed as soon as it gives its next event."""
        self._stopped.set()

    def _read(self, source: Callable[[], Iterator[Event]]) -> None:
        try:
            for event in source():
                if self._stopped.is_set():
                    return
                self._queue.put(event)
        except Exception as error:  # noqa: BLE001 - handed to the reader, who raises it
            self._queue.put(error)
        else:
            self._queue.put(None)
