"""Make a draft case of an answer that a person found wanting.

The draft holds the question and its context, and no gold: what is right is a person's to say, from a source, and never
what the system answered. The answer stands beside it as comments, so that the person sees what was wrong. A draft is no
case until its gold is written: `cleanclaim eval` refuses it.
"""

import re
from pathlib import Path

import yaml

from cleanclaim.answer import Answer
from cleanclaim.errors import UnreadableFile

_KINDS = {"out_of_scope": "out_of_scope", "needs_information": "ambiguous"}


def draft(answer: Answer, complaint: str = "") -> str:
    """Give a draft as YAML: the redacted question, its context, and the answer in comments."""
    given = {k: str(v) for k, v in answer.context if v is not None}
    fields = {
        "id": f"draft-{re.sub('[^a-z0-9]', '', answer.id.lower())[:8] or 'new'}",
        "question": answer.question,
        **({"context": given} if given else {}),
        "kind": _KINDS.get(answer.verdict or "", "code_selection"),
        "gold": {},
        "why": "",
        "source": "",
        "confidence": "medium",
    }
    shown = ", ".join(
        f"{'-'.join((c.code, *c.modifiers))} ({c.stance})" for c in answer.codes if c.stance != "mentioned"
    )
    told = (
        "Write the gold from a source, never from the answer: verdict, codes, never, modifiers_on, units, says, cites.",
        *((f"What was said against it: {complaint}",) if complaint else ()),
        f"Answered {answer.as_of} by {answer.review}{f' {answer.model}' if answer.model else ''}: {answer.verdict}",
        f"Codes: {shown or 'none'}",
        f"Short: {answer.short}",
    )
    comments = "".join(f"# {' '.join(line.split())}\n" for line in told)
    return comments + yaml.safe_dump([fields], sort_keys=False, allow_unicode=True, width=120)


def write(folder: Path, answer: Answer, complaint: str = "") -> Path:
    """Write a draft into a folder under the answer's name; one that is there is somebody's work and stays."""
    text = draft(answer, complaint)
    name = yaml.safe_load(text)[0]["id"]
    path = folder / f"{name}.yaml"
    if path.exists():
        raise UnreadableFile(f"{path}: there is a draft of this answer already.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
