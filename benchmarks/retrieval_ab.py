"""Compare ways to find passages on the judgement set: `python benchmarks/retrieval_ab.py [--json FILE]`.

Lexical, each dense embedder, each fusion, the product as it stands, and the build of a tutorial (LangChain's recursive
splitter and Chroma with the same embedder over the same files). OpenAI embeddings are measured only with a key. Prints
the table of README.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import chromadb

from cleanclaim import assemble
from cleanclaim.assistant import Assistant
from cleanclaim.errors import CleanClaimError
from cleanclaim.evals import judgements
from cleanclaim.evals.judgements import Judgement
from cleanclaim.reading import Context
from cleanclaim.retrieval import Retriever, Wanted, embedders, fuse
from cleanclaim.settings import Settings

ROOT = Path(__file__).parent.parent
DEEP = 40
Search = Callable[[Judgement], list[str]]


@dataclass
class Overheard:
    """Stands in the retriever's place and keeps what the assistant asks of it."""

    retriever: Retriever
    asked: tuple[Any, ...] = ()
    fault: str | None = None

    def search(self, *arguments: Any, **named: Any) -> list[Any]:
        self.asked = arguments
        return self.retriever.search(*arguments, **named)


def wanted_by(assistant: Assistant) -> Callable[[Judgement], Wanted]:
    """Give what the assistant wants for a question: its labels, as reading and deciding name them."""

    def wanted(j: Judgement) -> Wanted:
        overheard = Overheard(assistant.retriever)
        listening = replace(assistant, retriever=overheard, today=lambda: j.day)
        with suppress(CleanClaimError):
            listening.answer(j.ask, Context(state=j.state, payer=j.payer, date_of_service=j.day))
        return overheard.asked[4] if overheard.asked else Wanted()

    return wanted


def lanes(settings: Settings, names: list[str]) -> Iterator[tuple[str, Search]]:
    """Give every way to search that our own index offers."""
    for number, name in enumerate(names):
        mine = settings.model_copy(update={"embeddings": name})
        assistant = assemble.assistant(mine)
        retriever, wanted = assistant.retriever, wanted_by(assistant)

        def mask(j: Judgement, retriever: Retriever = retriever) -> Any:
            return retriever.shelf.allowed(j.day, j.state, j.payer, (), retriever.knowledge.replaced(j.day))

        def words(j: Judgement, retriever: Retriever = retriever, mask: Any = mask) -> list[str]:
            return [i for i, _ in retriever.lexical.search(j.ask, mask(j), DEEP)]

        def dense(j: Judgement, retriever: Retriever = retriever, mask: Any = mask) -> list[str]:
            return [i for i, _ in retriever.dense_search(j.ask, mask(j), DEEP)]

        def fused(j: Judgement, words: Search = words, dense: Search = dense) -> list[str]:
            return fuse([(words(j), 1.0), (dense(j), 1.0)])

        def weighted(j: Judgement, words: Search = words, dense: Search = dense) -> list[str]:
            return fuse([(words(j), 2.0), (dense(j), 1.0)])

        def whole(j: Judgement, retriever: Retriever = retriever, wanted: Any = wanted) -> list[str]:
            return [p.id for p in retriever.search(j.ask, j.day, j.state, j.payer, wanted(j), limit=24)]

        def plain(j: Judgement, retriever: Retriever = retriever) -> list[str]:
            return [p.id for p in retriever.search(j.ask, j.day, j.state, j.payer, limit=24)]

        if number == 0:
            yield "words (BM25)", words
        yield f"vectors: {name}", dense
        yield f"words + vectors: {name}, 1 to 1", fused
        yield f"words + vectors: {name}, 2 to 1", weighted
        yield f"search without labels: {name}", plain
        yield f"**search as the answers use it: {name}**", whole
        retriever.close()


def tutorial(settings: Settings, name: str) -> Search:
    """Build it as tutorials do: split the files, embed the chunks, ask for the nearest. A chunk counts as the passage
    it shares most characters with."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
    passages = assemble.knowledge(settings).passages
    chunks: list[str] = []
    of: list[str | None] = []
    for path in sorted(settings.knowledge.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        places = [(at, p) for p in passages.values() if (at := text.find(p.text)) >= 0]
        for document in splitter.create_documents([text]):
            start = document.metadata["start_index"]
            end = start + len(document.page_content)
            shared = [(min(end, at + len(p.text)) - max(start, at), p.id) for at, p in places]
            chunks.append(document.page_content)
            of.append(max(shared)[1] if shared and max(shared)[0] > 0 else None)
    embedder = embedders.family(name).make(chunks, Path(tempfile.mkdtemp()))
    store = chromadb.EphemeralClient().create_collection(f"tutorial-{name}", embedding_function=None)
    for begin in range(0, len(chunks), 500):
        ids = [str(n) for n in range(begin, min(begin + 500, len(chunks)))]
        store.add(ids=ids, embeddings=embedder.embed(chunks[begin : begin + 500]))

    def search(j: Judgement) -> list[str]:
        found = store.query(query_embeddings=embedder.embed([j.ask]), n_results=DEEP)["ids"][0]
        return [each for n in found if (each := of[int(n)])]

    return search


def measured(name: str, search: Search, asked: tuple[Judgement, ...]) -> dict[str, Any]:
    ranked, times = [], []
    for j in asked:
        begun = time.perf_counter()
        ranked.append((j, search(j)))
        times.append(time.perf_counter() - begun)
    held = [(j, r) for j, r in ranked if j.held_out]
    return {
        "name": name,
        **asdict(judgements.measure(ranked)),
        "held_out": asdict(judgements.measure(held)),
        "topics": {
            t: asdict(judgements.measure([x for x in ranked if x[0].topic == t]))
            for t in sorted({j.topic for j in asked})
        },
        "median_ms": round(sorted(times)[len(times) // 2] * 1e3, 2),
        "missed": [j.ask for j, r in ranked if not set(j.best) & set(r[:5])],
    }


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--json", type=Path)
    options.add_argument("--only", default="corpus,minilm,openai", help="embedders, comma between")
    options.add_argument(
        "--missed", action="store_true", help="name the questions without an answer among the first five"
    )
    given = options.parse_args()
    settings = Settings(home=Path(tempfile.mkdtemp()))
    asked = judgements.load(ROOT / "evals" / "retrieval")
    names = [n for n in given.only.split(",") if n != "openai" or os.environ.get("OPENAI_API_KEY")]
    rows = [measured(name, search, asked) for name, search in lanes(settings, names)]
    try:
        rows += [measured(f"tutorial: splitter + Chroma, {n}", tutorial(settings, n), asked) for n in names]
    except ModuleNotFoundError as error:
        print(f"the tutorial build was not measured: {error}; pip install langchain-text-splitters", file=sys.stderr)
    print(
        f"{len(asked)} questions, {sum(len(j.gains) for j in asked)} judged passages, {len(assemble.knowledge(settings).passages)} passages\n"
    )
    print(
        "| build | first answers | recall@5 | MRR | nDCG@10 | held out nDCG@10 | median ms |\n|---|---|---|---|---|---|---|"
    )
    for row in rows:
        figures = [row["first"], row["recall_at_5"], row["mrr"], row["ndcg_at_10"], row["held_out"]["ndcg_at_10"]]
        print(f"| {row['name']} | {' | '.join(f'{f:.3f}' for f in figures)} | {row['median_ms']} |")
        if given.missed:
            print("\n".join(f"    {each}" for each in row["missed"]))
    if given.json:
        given.json.write_text(json.dumps({"questions": len(asked), "builds": rows}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
