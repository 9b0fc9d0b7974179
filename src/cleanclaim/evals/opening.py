"""Open what a run asks, and name the conditions it runs under."""

import subprocess
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

from cleanclaim import assemble
from cleanclaim.checking import versions
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case
from cleanclaim.evals.grading import grader
from cleanclaim.evals.run import Conditions, Mode
from cleanclaim.settings import Settings

OPENAI = "https://api.openai.com/v1"


def composed(settings: Settings, today: date) -> Asker:
    """Open an assistant that asks no model."""
    # Scored answers are handed to no one, so they leave no receipts.
    own = settings.model_copy(update={"openai_api_key": None, "receipts": "off"})
    return Asker(assemble.assistant(own, lambda: today))


def modelled(settings: Settings, today: date, address: str | None = None, graded: bool = False) -> Asker:
    """Open an assistant that asks the model of the settings, at another address where one is given."""
    own: dict[str, object] = {"receipts": "off"}
    if address:
        own |= {"openai_base_url": address, "openai_api_key": settings.openai_api_key or "replayed"}
    told = settings.model_copy(update=own)
    grade = grader(told.openai_base_url or OPENAI, told.openai_api_key or "", told.model) if graded else None
    return Asker(assemble.assistant(told, lambda: today), grade)


def conditions(
    settings: Settings, cases: Iterable[Case], today: date, mode: Mode = "composed", model: str | None = None
) -> Conditions:
    """Name everything that may change an answer."""
    known = assemble.knowledge(settings)
    named = versions(known, assemble.tables(settings, known)(today))
    return Conditions(
        mode=mode,
        model=model,
        embeddings=settings.embeddings,
        today=today,
        cleanclaim=named.cleanclaim,
        knowledge=named.knowledge,
        tables=named.tables,
        commit=commit(Path(__file__).parent),
        suite=suite(cases),
    )


def suite(cases: Iterable[Case]) -> str:
    """Name what all cases ask and hold right."""
    return sha256("".join(sorted(f"{c.id} {c.digest}\n" for c in cases)).encode()).hexdigest()[:12]


def commit(folder: Path) -> str | None:
    """Name the checkout's commit, with `+` where tracked files were changed since; None outside a checkout."""
    head = _git(folder, "rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and _git(folder, "status", "--porcelain", "--untracked-files=no") else head


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
