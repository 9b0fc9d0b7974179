"""Composed answers over HTTP under load: throughput, latency, errors and memory; with `--kill`, what survives a kill -9.

    python benchmarks/api_load.py                 # ten minutes of 50 clients, the README's figure
    python benchmarks/api_load.py --seconds 30 --kill

Each client sends its next question at its own beat (`--rate` answers a second over all clients); the time of an answer
counts from that beat, so a service that falls behind cannot hide it. `--rate 0` lets every client ask again at once.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import yaml

CASES = Path(__file__).parent.parent / "evals" / "cases"


@dataclass
class Seen:
    """What the clients saw."""

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def bodies() -> list[bytes]:
    """The questions of the eval cases as requests."""
    cases = [case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    return [json.dumps({"question": case["question"]}).encode() for case in cases if case.get("question", "").strip()]


async def client(port: int, asked: list[bytes], beat: float, end: float, seen: Seen) -> None:
    """Ask over one connection that stays open, a question a beat."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.monotonic() + random.uniform(0, beat)
    try:
        while due < end:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            begun = due if beat else time.monotonic()
            body = random.choice(asked)
            head = f"POST /v1/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            status, answer = await received(reader)
            seen.seconds.append(time.monotonic() - begun)
            if status == 200:
                seen.acknowledged.append(answer[7:39].decode())
            else:
                seen.errors.append(f"{status}: {answer[:200].decode(errors='replace')}")
            due = due + beat if beat else time.monotonic()
    finally:
        writer.close()


async def received(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(head[9:12]), await reader.readexactly(length)


async def watch(pid: int, end: float, seen: Seen) -> None:
    """Note the memory of the service and its workers every second."""
    while time.monotonic() < end:
        seen.megabytes.append(sum(map(resident, family(pid))))
        await asyncio.sleep(1)


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [pid, *(each for child in found for each in family(child))]


def resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def start(home: str, port: int, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleanclaim", "serve", "--port", str(port), "--workers", str(workers)]
    # No model: composed answers are what is measured, with their receipts.
    environment = {name: value for name, value in os.environ.items() if name != "OPENAI_API_KEY"}
    environment["CLEANCLAIM_HOME"] = home
    service = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    for _ in range(600):
        # The supervisor holds the port before its workers answer.
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return service
        if service.poll() is not None:
            break
        time.sleep(0.5)
    os.killpg(service.pid, signal.SIGKILL)
    raise SystemExit("the service did not start")


async def load(port: int, pid: int, clients: int, rate: float, seconds: float, seen: Seen) -> None:
    end, beat = time.monotonic() + seconds, clients / rate if rate else 0.0
    asked = bodies()
    running = [client(port, asked, beat, end, seen) for _ in range(clients)]
    await asyncio.gather(watch(pid, end, seen), *running)


async def load_until_killed(port: int, service: subprocess.Popen[bytes], clients: int, seconds: float) -> Seen:
    """Load the service and kill it with all its workers in the middle; give what was acknowledged before."""
    seen, asked = Seen(), bodies()
    end = time.monotonic() + seconds
    running = [asyncio.create_task(client(port, asked, 0.0, end, seen)) for _ in range(clients)]
    await asyncio.sleep(seconds / 2)
    os.killpg(service.pid, signal.SIGKILL)
    await asyncio.gather(*running, return_exceptions=True)
    return seen


def survived(home: str, acknowledged: list[str]) -> tuple[bool, int]:
    """Verify the chain of receipts and count the acknowledged answers that have none."""
    environment = {**os.environ, "CLEANCLAIM_HOME": home}
    command = [sys.executable, "-m", "cleanclaim", "receipts", "verify"]
    holds = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0
    kept = Path(home, "receipts.jsonl").read_text("utf-8", errors="replace")
    return holds, sum(f'"id":"{each}"' not in kept for each in acknowledged)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rate", type=float, default=110, help="Answers a second over all clients; 0 is no limit.")
    parser.add_argument("--kill", action="store_true", help="Kill the service in mid-load instead, and verify.")
    given = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        service, seen = start(home, port, given.workers), Seen()
        try:
            asyncio.run(load(port, service.pid, given.clients, given.rate, 5, Seen()))
            if given.kill:
                seen = asyncio.run(load_until_killed(port, service, given.clients, given.seconds))
                service.wait()
                service = start(home, port, given.workers)
                holds, lost = survived(home, seen.acknowledged)
                print(
                    f"| kill -9 under load: {len(seen.acknowledged):,} answers acknowledged before | "
                    f"{lost} lost, the chain {'holds' if holds else 'IS BROKEN'}, service back | `python benchmarks/api_load.py --kill` |"
                )
                raise SystemExit(0 if holds and not lost and seen.acknowledged else 1)
            asyncio.run(load(port, service.pid, given.clients, given.rate, given.seconds, seen))
        finally:
            os.killpg(service.pid, signal.SIGTERM)
            service.wait(timeout=60)
    report(given, seen)


def report(given: argparse.Namespace, seen: Seen) -> None:
    """Print the rows of README's table; exit 1 on any error."""
    command = "`python benchmarks/api_load.py`"
    early, late = seen.megabytes[len(seen.megabytes) // 4], seen.megabytes[-1]
    beat = f"a question each every {given.clients / given.rate:.2f} s" if given.rate else "as fast as they are answered"
    print(
        f"| {given.clients} clients, {beat}, {given.workers} workers, {given.seconds:.0f} s | "
        f"{len(seen.acknowledged) / given.seconds:.0f} answers/s, {len(seen.errors)} errors | {command} |"
    )
    print(
        f"| time of an answer over HTTP | p50 {percentile(seen.seconds, 0.5) * 1e3:.0f} ms, "
        f"p99 {percentile(seen.seconds, 0.99) * 1e3:.0f} ms, most {max(seen.seconds) * 1e3:.0f} ms | the same |"
    )
    print(f"| memory of all processes, after a quarter and at the end | {early:.0f} MB, {late:.0f} MB | the same |")
    for error in dict.fromkeys(seen.errors):
        print(error, file=sys.stderr)
    raise SystemExit(1 if seen.errors else 0)


if __name__ == "__main__":
    main()
