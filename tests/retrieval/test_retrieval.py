"""Passages are found by labels and words, filtered by state, payer and date; a real chromadb holds the vectors."""

import gc
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from cleanclaim import assemble
from cleanclaim.assistant import Assistant
from cleanclaim.retrieval import Wanted, fuse, manifest
from cleanclaim.retrieval.analyzer import words
from cleanclaim.settings import Settings
from fixed import TODAY


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("taut band hyperirritable spot", "trigger-point-basics"),
        ("right and left trapezius counted", "counting-muscles"),
        ("office visit modifier 25 separately identifiable", "visit-same-day"),
        ("difference tendon sheath ligament trigger point", "tendon-or-trigger-point"),
    ],
)
def test_words_find_the_article(assistant: Assistant, query: str, document: str) -> None:
    found = assistant.retriever.search(query, date(2026, 11, 2))
    assert document in {p.document for p in found[:3]}


def test_vectors_find_a_passage_in_misspelled_words(assistant: Assistant) -> None:
    found = assistant.retriever.dense_search(
        "hyperiritable taught bandd triger poinnt", assistant.retriever.shelf.allowed(date(2026, 11, 2)), 5
    )
    assert any(i.startswith("trigger-point-basics#") for i, _ in found)


def test_state_payer_and_date_are_filters(assistant: Assistant) -> None:
    wanted = Wanted(
        asks=("coverage",), codes=("20552",), topics=("trigger-point",), documents=("L39713", "L39656", "L34588")
    )
    found = assistant.retriever.search("covered", date(2024, 3, 1), "MI", "medicare", wanted, limit=50)
    assert all(not p.states or "MI" in p.states for p in found)
    assert all(p.is_in_force(date(2024, 3, 1)) for p in found)
    assert "L34588" in {p.document for p in found} and "L39713" not in {p.document for p in found}


def test_codes_stay_whole_and_abbreviations_meet_their_words() -> None:
    assert words("TPIs 20552, M79.18!") == ["trigger", "point", "inject", "20552", "m79.18"]


def test_the_policy_that_governs_comes_first_and_one_not_in_force_does_not(assistant: Assistant) -> None:
    wanted = Wanted(asks=("frequency",), codes=("20552",), topics=("trigger-point",), documents=("L39656", "A59480"))
    found = assistant.retriever.search("how many sessions", date(2026, 11, 2), "OH", "medicare", wanted)
    assert found[0].document == "L39656"
    named = Wanted(asks=("frequency",), topics=("trigger-point",), named=("L39713", "A59553"))
    found = assistant.retriever.search("how many sessions", date(2024, 3, 12), "MI", "medicare", named)
    assert found[0].document not in ("L39713", "A59553")


def test_a_passage_that_names_every_code_asked_is_found_among_many_words(assistant: Assistant) -> None:
    wanted = Wanted(asks=("together",), codes=("20552", "97140"), topics=("trigger-point",))
    query = "PT did 97140 in the morning under the plan of care, MD injected trap TPs in the afternoon, bundle w 20552?"
    found = assistant.retriever.search(query, TODAY, wanted=wanted)
    assert all(c in found[0].text for c in ("20552", "97140"))


def test_a_heading_said_whole_comes_before_one_that_only_shares_its_words(assistant: Assistant) -> None:
    assert assistant.retriever.search("how to bill 20553", TODAY)[0].id == "trigger-point-units#how-to-bill-20553"


def test_ranks_fuse_by_reciprocal_rank() -> None:
    assert fuse([(["a", "b"], 1.0), (["b", "c"], 1.0)]) == ["b", "a", "c"]


# chromadb's HTTP client never closes its own session; collected here, it warns here.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_chroma_server_may_hold_the_vectors_for_many_processes(settings: Settings, tmp_path: Path) -> None:
    known = assemble.knowledge(settings)
    with chroma_server(tmp_path / "server") as url:
        shared = settings.model_copy(update={"home": tmp_path / "one", "chroma_url": url})
        first = assemble.retriever(shared, known)
        found = first.dense_search("hyperiritable taught bandd", first.shelf.allowed(TODAY), 5)
        second = assemble.retriever(shared, known)
        assert found and found == second.dense_search("hyperiritable taught bandd", second.shelf.allowed(TODAY), 5)
        first.close()
        second.close()
        folder = manifest.suiting(shared.home, known, "corpus")
        assert not first.fault and folder and not (folder / "chroma").exists()
    del first, second
    gc.collect()


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                try:
                    urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1)
                    break
                except OSError:
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
