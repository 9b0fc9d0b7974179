"""Stands between the model's adapter and the model, on loopback: records what passes, or answers from a recording.

It speaks HTTP alone and knows nothing of the adapter, so any OpenAI-compatible server can be recorded and replayed.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cleanclaim.evals.recording import Recording, Reply, digest

_PASSED_ON = ("authorization", "content-type", "accept", "openai-organization", "api-key")
_TIMEOUT = 120.0


class Relay(ThreadingHTTPServer):
    """A loopback server; with a `target` it passes requests on and records, without one it replays."""

    daemon_threads = True

    def __init__(self, recording: Recording, target: str | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.recording, self.target = recording, target
        self.missed: set[str] = set()
        """Requests that a replay was asked for and does not hold."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away, as the gate does when it withholds, is no error."""


@contextmanager
def relaying(recording: Recording, target: str | None) -> Iterator[Relay]:
    """Serve until the block ends."""
    relay = Relay(recording, target.rstrip("/") if target else None)
    thread = threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        relay.shutdown()
        relay.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Relay

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.server.target:
            self._record(self.server.target, body)
        else:
            self._replay(body)

    def _replay(self, body: bytes) -> None:
        request = digest(self.path, body)
        reply = self.server.recording.find(request)
        if reply is None:
            self.server.missed.add(request)
            self._fail(404, "this request is not in the recording")
            return
        self._begin(reply.status, reply.kind)
        self._send(event.encode() for event in reply.body.splitlines(keepends=True))

    def _record(self, target: str, body: bytes) -> None:
        headers = {name: value for name in _PASSED_ON if (value := self.headers.get(name))}
        read: list[bytes] = []
        try:
            with _opened(Request(target + self.path, body, headers)) as answer:
                status, kind = answer.status, answer.headers.get("content-type", "application/json")
                self._begin(status, kind)
                try:
                    self._send(_kept(answer, read))
                finally:
                    # A client that hung up hangs up at the same place when this is replayed.
                    text = b"".join(read).decode(errors="replace")
                    self.server.recording.add(
                        Reply(request=digest(self.path, body), status=status, kind=kind, body=text)
                    )
        except (OSError, HTTPException) as error:
            if not read:
                self._fail(502, f"{type(error).__name__}: {error}")

    def _begin(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        # The end of the connection is the end of the reply; an adapter has to notice a cut in any case.
        self.send_header("connection", "close")
        self.end_headers()

    def _send(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()

    def _fail(self, status: int, why: str) -> None:
        self._begin(status, "application/json")
        self._send([json.dumps({"error": {"message": why, "type": "relay"}}).encode()])

    def log_message(self, *arguments: Any) -> None:
        """Say nothing; the run has its own progress."""


def _opened(request: Request) -> Any:
    """Open a request; a reply that tells of a failure is a reply like any other."""
    try:
        return urlopen(request, timeout=_TIMEOUT)
    except HTTPError as error:
        return error


def _kept(answer: Any, read: list[bytes]) -> Iterator[bytes]:
    while piece := answer.read1(65_536):
        read.append(piece)
        yield piece
