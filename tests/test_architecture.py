"""The layers: imports go downward, never round in a circle, and each vendor is named in one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "cleanclaim"
LAYERS = (
    {
        "errors",
        "citation",
        "codes",
        "claim",
        "coverage",
        "finding",
        "mentions",
        "tables",
        "rule",
        "slices",
        "bench",
        "rules",
    },
    {"answer", "events", "knowledge"},
    {
        "privacy",
        "reading",
        "deciding",
        "citing",
        "evidence",
        "gathering",
        "retrieval",
        "drafting",
        "review",
        "checking",
        "standing",
        "locking",
        "receipts",
        "batch",
        "assistant",
        "asking",
        "planning",
        "comparing",
        "enforcing",
        "lookup",
    },
    {"settings", "assemble", "importing", "storage"},
    {"evals", "terminal", "api", "ui", "mcp_server", "commands", "cli", "__main__"},
)
VENDORS = {
    "chromadb": {"retrieval/dense.py"},
    "bm25s": {"retrieval/lexical.py"},
    "openai": {"retrieval/embedders/openai.py", "drafting/chat_openai.py"},
    "langchain_openai": {"drafting/chat_openai.py"},
    "langchain_core": {"review/langchain.py"},
    "sklearn": {"retrieval/embedders/corpus.py"},
    "scipy": {"retrieval/embedders/minilm.py", "evals/comparing/significance.py"},
    "tokenizers": {"retrieval/embedders/minilm.py"},
    "snowballstemmer": {"retrieval/analyzer.py"},
    "simple_icd_10_cm": {"tables/icd10cm.py"},
    "fastapi": {"api/**"},
    "prometheus_client": {"api/metrics.py"},
    "opentelemetry": {"api/tracing.py"},
    "streamlit": {"ui/**", "commands/app.py"},
    "jinja2": {"evals/report/__init__.py", "api/docs_page.py"},
    "rich": {"terminal.py", "evals/printing.py"},
    "mcp": {"mcp_server.py"},
    "pyx12": {"batch/formats/segments.py"},
    "sqlite3": {"tables/store.py"},
    "sqlalchemy": {"storage/**"},
    "alembic": {"storage/**"},
}
PURE_MAY_IMPORT = {"pydantic", "cleanclaim", "sqlite3", "simple_icd_10_cm"}


def files() -> list[Path]:
    return sorted(p for p in SOURCE.rglob("*.py") if "_data" not in p.parts)


def imports(path: Path, top_level_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.iter_child_nodes(tree) if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(module: str) -> str | None:
    names = module.split(".")
    return names[1] if names[0] == "cleanclaim" and len(names) > 1 else None


def layer_of(part: str) -> int:
    return next(at for at, parts in enumerate(LAYERS) if part in parts)


def module_of(path: Path) -> str:
    names = ["cleanclaim", *path.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


@pytest.mark.parametrize("path", [f for f in files() if f.parent != SOURCE or f.stem != "__init__"], ids=str)
def test_imports_go_downward_only(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    parts = {p for m in imports(path) if (p := part_of(m)) and any(p in layer for layer in LAYERS)}
    above = {p for p in parts if layer_of(p) > layer_of(part)}
    assert not above, f"{path.name} is in layer {layer_of(part)} and imports {above}"


def test_no_module_imports_itself_round_a_circle() -> None:
    known = {module_of(path) for path in files()}
    graph = {module_of(p): {m for m in imports(p, True) if m in known and m != module_of(p)} for p in files()}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        # A package's face imports its siblings and they may import the face's module: only true circles count.
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module in done:
            return
        for each in sorted(graph[module]):
            if not (module.startswith(f"{each}.") or each.startswith(f"{module}.")):
                walk(each, (*trail, module))
        done.add(module)

    for module in sorted(graph):
        walk(module, ())


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_vendor_is_named_in_its_own_files_only(vendor: str) -> None:
    users = {str(p.relative_to(SOURCE)) for p in files() if any(m.split(".")[0] == vendor for m in imports(p))}
    named = {name for name in VENDORS[vendor] if not name.endswith("/**")}
    families = tuple(name.removesuffix("**") for name in VENDORS[vendor] - named)
    assert {user for user in users if not user.startswith(families or "/")} == named
    assert all(any(user.startswith(family) for user in users) for family in families)


def test_the_pure_core_imports_no_one_else_and_neither_clock_nor_environment() -> None:
    standard = set(sys.stdlib_module_names) - {"os", "time", "random", "socket", "urllib", "http", "subprocess"}
    for path in files():
        if path.relative_to(SOURCE).parts[0].removesuffix(".py") not in LAYERS[0]:
            continue
        outside = {m.split(".")[0] for m in imports(path)} - standard - PURE_MAY_IMPORT
        assert not outside, f"{path} imports {outside}"
        text = path.read_text(encoding="utf-8")
        assert "environ" not in text and ".today()" not in text and ".now()" not in text, path


def test_the_rules_run_with_no_model_no_surface_and_no_index_loaded() -> None:
    script = (
        "import sys; from cleanclaim import claim, rules; from cleanclaim.tables import dated, store; rules.catalogue();"
        "heavy = {'langchain', 'langchain_core', 'openai', 'chromadb', 'streamlit', 'fastapi', 'bm25s', 'numpy', 'typer'};"
        "found = sorted(heavy & set(sys.modules)); assert not found, found"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_no_file_is_long() -> None:
    long = {
        str(p.relative_to(SOURCE)): n for p in files() if (n := len(p.read_text(encoding="utf-8").splitlines())) > 250
    }
    assert not long
