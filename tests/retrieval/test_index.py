"""The index: built whole or not at all, taken over where nothing changed, noticed by readers, mended when damaged."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanclaim import assemble, knowledge
from cleanclaim.knowledge import Knowledge
from cleanclaim.retrieval import Retriever, index, manifest
from cleanclaim.settings import Settings
from fixed import KNOWLEDGE, TODAY

BUILD = """
import sys
from pathlib import Path
from cleanclaim import knowledge
from cleanclaim.retrieval import index
index.build(Path(sys.argv[1]), knowledge.load(Path(sys.argv[2])), anew="anew" in sys.argv)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Some forty passages of the knowledge that ships, in a folder of their own."""
    for part, names in (("articles", ("denials", "joint-injections", "tendon-injections")), ("policies", ("l39656",))):
        (tmp_path / "known" / part).mkdir(parents=True)
        for name in names:
            shutil.copy(KNOWLEDGE / part / f"{name}.md", tmp_path / "known" / part)
    return tmp_path / "known"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def edited(folder: Path) -> Knowledge:
    path = folder / "articles" / "denials.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("CO-18 is an exact duplicate.", "CO-18 is an exact zebra duplicate."), encoding="utf-8"
    )
    return knowledge.load(folder)


def open_retriever(home: Path, known: Knowledge) -> Retriever:
    return assemble.retriever(Settings(home=home), known)


def first(retriever: Retriever, query: str) -> str:
    return retriever.search(query, TODAY)[0].id


def test_the_manifest_says_what_the_index_is_of(home: Path, small: Path) -> None:
    known = knowledge.load(small)
    folder = index.build(home, known)
    found = manifest.read(home, "corpus")
    assert found and (found.folder, found.knowledge) == (folder.name, known.version)
    assert found.passages == found.embedded == len(known.passages) and set(found.versions) == {
        "reading",
        "bm25s",
        "chromadb",
    }


def test_an_index_that_stands_is_not_built_again(home: Path, small: Path) -> None:
    known = knowledge.load(small)
    assert index.build(home, known) == index.build(home, known) == manifest.suiting(home, known, "corpus")


@pytest.mark.parametrize("embedder", ["corpus", "minilm"])
def test_only_what_changed_is_embedded_again(home: Path, small: Path, embedder: str) -> None:
    index.build(home, knowledge.load(small), embedder)
    known = edited(small)
    index.build(home, known, embedder)
    found = manifest.read(home, embedder)
    assert found and (found.embedded, found.passages) == (1, len(known.passages))
    retriever = assemble.retriever(Settings(home=home, embeddings=embedder), known)
    assert retriever.dense_search("exact zebra duplicate", retriever.shelf.allowed(TODAY), 1)[0][0].startswith(
        "denials#co-18"
    )
    retriever.close()


def test_an_embedder_trained_on_the_corpus_is_trained_again_when_much_changed(home: Path, small: Path) -> None:
    index.build(home, knowledge.load(small))
    shutil.copy(KNOWLEDGE / "articles" / "dry-needling.md", small / "articles")
    known = knowledge.load(small)
    index.build(home, known)
    found = manifest.read(home, "corpus")
    assert found and found.embedded == found.passages == len(known.passages)


def test_the_replaced_index_stays_for_those_who_read_it_until_the_next(home: Path, small: Path) -> None:
    oldest = index.build(home, knowledge.load(small))
    replaced = index.build(home, edited(small))
    assert oldest.is_dir() and replaced.is_dir()
    newest = index.build(home, knowledge.load(small), anew=True)
    assert not oldest.exists() and replaced.is_dir() and newest.is_dir()


def test_a_reader_notices_an_index_that_another_process_built(home: Path, small: Path) -> None:
    known = knowledge.load(small)
    retriever = open_retriever(home, known)
    before, lanes = first(retriever, "exact duplicate CO-18"), retriever.lanes
    subprocess.run([sys.executable, "-c", BUILD, str(home), str(small), "anew"], check=True)
    assert first(retriever, "exact duplicate CO-18") == before and retriever.lanes is not lanes
    assert retriever.dense_search("carpal tunel injecton", retriever.shelf.allowed(TODAY), 3) and not retriever.fault
    retriever.close()


def test_a_reader_keeps_its_own_index_when_the_new_one_is_of_other_knowledge(home: Path, small: Path) -> None:
    retriever = open_retriever(home, knowledge.load(small))
    lanes = retriever.lanes
    index.build(home, edited(small))
    assert first(retriever, "exact duplicate CO-18") == "denials#co-18-duplicate" and retriever.lanes is lanes


@pytest.mark.parametrize(
    "moment",
    [
        lambda new: True,
        lambda new: (new / "lexical").is_dir(),
        lambda new: (new / "embedder.npz").is_file(),
        lambda new: (new / "chroma" / "chroma.sqlite3").is_file(),
    ],
    ids=["folder made", "words being saved", "embedder saved", "vectors being kept"],
)
def test_a_build_killed_at_any_point_loses_nothing(home: Path, small: Path, moment: Callable[[Path], bool]) -> None:
    old = knowledge.load(small)
    standing = index.build(home, old)
    known = edited(small)
    builder = subprocess.Popen([sys.executable, "-c", BUILD, str(home), str(small), "anew"])
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and builder.poll() is None:
        fresh = [f for f in (home / "index").iterdir() if f.is_dir() and f != standing]
        if fresh and moment(fresh[0]):
            break
    os.kill(builder.pid, signal.SIGKILL)
    assert builder.wait() == -signal.SIGKILL
    assert manifest.suiting(home, old, "corpus") == standing
    assert first(open_retriever(home, old), "exact duplicate CO-18") == "denials#co-18-duplicate"
    whole = index.build(home, known)
    assert manifest.suiting(home, known, "corpus") == whole
    assert {f for f in (home / "index").iterdir() if f.is_dir()} == {standing, whole}


def test_two_builders_at_once_make_one_index(home: Path, small: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(home), str(small)]
    builders = [subprocess.Popen(command) for _ in range(2)]
    assert [b.wait() for b in builders] == [0, 0]
    assert len([f for f in (home / "index").iterdir() if f.is_dir()]) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda home, folder: (folder / "lexical" / "ids.txt").unlink(),
        lambda home, folder: shutil.rmtree(folder / "lexical"),
        lambda home, folder: shutil.rmtree(folder),
        lambda home, folder: manifest.path_of(home, "corpus").write_text("{", encoding="utf-8"),
        lambda home, folder: manifest.path_of(home, "corpus").write_text(
            re.sub('"bm25s": "[^"]*"', '"bm25s": "0.0"', manifest.path_of(home, "corpus").read_text(encoding="utf-8")),
            encoding="utf-8",
        ),
    ],
    ids=["a file of words gone", "all words gone", "folder gone", "manifest cut short", "made by another version"],
)
def test_a_damaged_index_is_built_anew(home: Path, small: Path, damage: Callable[[Path, Path], None]) -> None:
    known = knowledge.load(small)
    folder = index.build(home, known)
    damage(home, folder)
    retriever = open_retriever(home, known)
    assert first(retriever, "exact duplicate CO-18") == "denials#co-18-duplicate"
    assert manifest.suiting(home, known, "corpus") not in (None, folder)


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "embedder.npz").write_bytes(b"not an embedder"),
        lambda folder: shutil.rmtree(folder / "chroma"),
        lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b"not a database"),
    ],
    ids=["embedder", "vectors gone", "vectors cut"],
)
def test_without_usable_vectors_words_answer_alone_and_the_answer_says_so(
    settings: Settings, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(index.build(tmp_path, assemble.knowledge(settings)))
    broken = assemble.assistant(settings.model_copy(update={"home": tmp_path}), lambda: TODAY)
    assert not broken.retriever.dense_search("trigger point", broken.retriever.shelf.allowed(TODAY), 5)
    answer = broken.answer("what is a trigger point?")
    assert broken.retriever.fault and answer.citations and "vector index" in answer.notices[0]


def test_vectors_that_cannot_be_read_are_made_again_and_not_taken_over(home: Path, small: Path) -> None:
    folder = index.build(home, knowledge.load(small))
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"not a database")
    known = edited(small)
    index.build(home, known)
    found = manifest.read(home, "corpus")
    assert found and found.embedded == len(known.passages)
