"""The server: /v1/chat/completions as the interface has it, /v1/models, and a log of what was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from scripted.steps import PAUSE, Cut, Empty, Garbage, Hang, Json, Refuse, Say, Script, Status, Step, Tool

MODEL = "scripted-1"


class Server(ThreadingHTTPServer):
    """A scripted model on loopback."""

    daemon_threads = True

    def __init__(self, script: Script, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.script = script
        self.requests: list[dict[str, Any]] = []
        """The bodies received, oldest first: what left the machine."""
        self.hung_up = threading.Event()
        """Set when a client closed a stream before its end."""
        self.released = threading.Event()
        """Set it to end every hang."""
        self._pauses = threading.Semaphore(0)
        self._asked = {"reads": 0, "looks_up": 0, "writes": 0}
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def go_on(self) -> None:
        """Let a text that stands still at a PAUSE go on to the next."""
        self._pauses.release()

    def stand_still(self) -> None:
        """Wait until the server is told to go on, two minutes at most."""
        self._pauses.acquire(timeout=120)

    def play(self, script: Script) -> None:
        """Begin another script."""
        with self._lock:
            self.script = script
            self._asked = dict.fromkeys(self._asked, 0)
            self.requests.clear()

    def asked(self, stage: str) -> list[dict[str, Any]]:
        """Give the requests of one stage: reads, looks_up or writes."""
        return [body for body in self.requests if _stage_of(body) == stage]

    def step_for(self, body: dict[str, Any]) -> Step:
        """Give the next step of the stage a request belongs to."""
        stage = _stage_of(body)
        with self._lock:
            self.requests.append(body)
            steps = getattr(self.script, stage)
            at = min(self._asked[stage], len(steps) - 1)
            self._asked[stage] += 1
        step: Step = steps[at]
        return step

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of the double."""


def _stage_of(body: dict[str, Any]) -> str:
    return "reads" if "response_format" in body else "looks_up" if body.get("tools") else "writes"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Be quiet."""

    def do_GET(self) -> None:
        self._send(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        step = self.server.step_for(body)
        match step:
            case Status(code, retry_after):
                self._send(code, {"error": {"message": "scripted", "type": "scripted"}}, retry_after)
            case Hang(seconds):
                self.server.released.wait(seconds)
                self.close_connection = True
            case Garbage(text):
                self._send_bytes(text.encode())
            case _ if body.get("stream"):
                self._stream(step)
            case _:
                self._send(200, _completion(step))

    def _send(self, status: int, value: Any, retry_after: str | None = None) -> None:
        self._send_bytes(json.dumps(value).encode(), status, retry_after)

    def _send_bytes(self, body: bytes, status: int = 200, retry_after: str | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        if retry_after:
            self.send_header("retry-after", retry_after)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, step: Step) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for event in _events(step, self.server.stand_still):
                self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
                self.wfile.flush()
                time.sleep(getattr(step, "delay", 0.0))
            if not isinstance(step, Cut):
                self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            self.server.hung_up.set()


def _completion(step: Step) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None}
    finish = "stop"
    match step:
        case Say(text) | Cut(text):
            message["content"] = text
        case Json(value):
            message["content"] = json.dumps(value)
        case Refuse(text):
            message["refusal"] = text
        case Tool():
            message["tool_calls"] = [_call(step)]
            finish = "tool_calls"
    choices = [] if isinstance(step, Empty) else [{"index": 0, "message": message, "finish_reason": finish}]
    return {**_head("chat.completion"), "choices": choices, "usage": _usage(message["content"] or "")}


def _events(step: Step, stand_still: Callable[[], None]) -> Iterator[dict[str, Any]]:
    head = _head("chat.completion.chunk")
    match step:
        case Say(text, size) | Cut(text, size):
            for number, part in enumerate(text.split(PAUSE)):
                if number:
                    stand_still()
                for at in range(0, len(part), size):
                    yield {**head, "choices": [_delta({"content": part[at : at + size]})]}
        case Refuse(text):
            yield {**head, "choices": [_delta({"refusal": text})]}
        case Json(value):
            yield {**head, "choices": [_delta({"content": json.dumps(value)})]}
        case Tool():
            yield {**head, "choices": [_delta({"tool_calls": [{"index": 0, **_call(step)}]})]}
    if isinstance(step, Cut | Empty):
        return
    yield {**head, "choices": [_delta({}, getattr(step, "finish", "stop"))]}
    yield {**head, "choices": [], "usage": _usage(getattr(step, "text", ""))}


def _head(kind: str) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 0, "model": MODEL}


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}


def _call(step: Tool) -> dict[str, Any]:
    function = {"name": step.name, "arguments": json.dumps(dict(step.arguments))}
    return {"id": f"call_{step.name}", "type": "function", "function": function}


def _usage(text: str) -> dict[str, int]:
    said = len(text.split())
    return {"prompt_tokens": 100, "completion_tokens": said, "total_tokens": 100 + said}


@contextmanager
def serve(script: Script, port: int = 0) -> Iterator[Server]:
    """Serve a script on loopback until the block ends."""
    server = Server(script, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
