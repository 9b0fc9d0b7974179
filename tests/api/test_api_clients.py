"""Clients that leave, dawdle or send nonsense over a real connection: a problem document or a closed stream."""

import json
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

HEAD = "POST /v1/answers HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"


@contextmanager
def connected(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        yield connection


def _alive(address: str) -> bool:
    with urlopen(f"{address}/healthz", timeout=30) as response:
        return bool(response.status == 200)


def test_a_client_that_leaves_in_mid_stream_costs_the_service_nothing(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"question": "Can 20610 and 20552 be billed together?", "stream": True})
    for _ in range(5):
        with connected(address) as connection:
            connection.sendall(f"{HEAD}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            assert connection.recv(20).startswith(b"HTTP/1.1 200")
            # Leave with a reset, as a client that was killed does.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert _alive(address)
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def test_a_client_that_leaves_in_mid_body_is_forgotten(address: str) -> None:
    with connected(address) as connection:
        connection.sendall(f"{HEAD}Content-Length: 500\r\n\r\n{{".encode())
    assert _alive(address)


def test_a_chunked_body_too_large_is_a_problem_and_a_closed_connection(address: str) -> None:
    with connected(address) as connection:
        connection.sendall(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"%x\r\n%b\r\n" % (500_000, b"x" * 500_000)
        for _ in range(5):
            connection.sendall(chunk)
        assert connection.recv(20).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("sent", [b"\x00\xff\x16\x03\x01", b"GET / HTTP/9.9\r\n\r\n", b"POST /v1/answers\r\n\r\n"])
def test_what_is_no_http_is_refused(address: str, sent: bytes) -> None:
    with connected(address) as connection:
        connection.sendall(sent + b"\r\n\r\n")
        assert connection.recv(12)[:10] in (b"HTTP/1.1 4", b"")
    assert _alive(address)
