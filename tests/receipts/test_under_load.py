"""A service killed under load: every answer that reached a client has its receipt, and the chain goes on."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2
import pytest

from cleanclaim import assemble
from cleanclaim.assistant import Assistant
from cleanclaim.receipts.verifying import verify
from cleanclaim.settings import Settings

QUESTIONS = ("does M54.12 support 20552 in Ohio", "Can 20610 and 20552 be billed together?", "what is 20553")


def serve(settings: Settings, home: Path, port: int) -> subprocess.Popen[bytes]:
    source = str(Path(__file__).parent.parent.parent / "src")
    environment = {
        **os.environ,
        "CLEANCLAIM_HOME": str(home),
        "CLEANCLAIM_RECEIPTS": "required",
        "PYTHONPATH": source,
    }
    command = [sys.executable, "-m", "cleanclaim", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    raise AssertionError("the service did not start")


def ask_until_killed(port: int, answered: list[str], stop: threading.Event) -> None:
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        while not stop.is_set():
            for question in QUESTIONS:
                try:
                    response = client.post("/v1/answers", json={"question": question})
                except httpx2.HTTPError:
                    return
                assert response.status_code == 200
                answered.append(json.loads(response.content)["id"])


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_nothing_acknowledged_is_lost_when_the_service_is_killed(
    settings: Settings, assistant: Assistant, port: int
) -> None:
    home = settings.home
    ledger = assemble.ledger(settings)
    ledger.path.unlink(missing_ok=True)
    answered: list[str] = []
    for _ in range(2):
        process, stop = serve(settings, home, port), threading.Event()
        threads = [threading.Thread(target=ask_until_killed, args=(port, answered, stop)) for _ in range(8)]
        before = len(answered)
        try:
            for thread in threads:
                thread.start()
            deadline = time.monotonic() + 60
            while len(answered) < before + 60 and time.monotonic() < deadline:
                time.sleep(0.02)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            stop.set()
            for thread in threads:
                thread.join()
    kept = {found.content["id"] for found in ledger.newest() if found.content["kind"] == "answer"}
    found = verify(ledger.lines())
    assert len(answered) >= 120 and set(answered) <= kept
    assert found.is_whole, found.faults
    ledger.path.unlink()
