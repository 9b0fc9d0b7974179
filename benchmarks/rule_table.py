"""Make README's rule table from the rules themselves: `python benchmarks/rule_table.py` rewrites it in place."""

from pathlib import Path

from cleanclaim import rules

README = Path(__file__).parent.parent / "README.md"
START, END = (
    "<!-- rules: made by `python benchmarks/rule_table.py`, checked by tests/test_readme.py -->\n",
    "<!-- /rules -->",
)


def table() -> str:
    rows = ["| rule | what it finds | source |", "|---|---|---|"]
    for rule in rules.catalogue():
        source = f"[{rule.citation.document}]({rule.citation.url}), {rule.citation.section}"
        grade = "" if rule.citation.verified == "official" else f" ({rule.citation.verified})"
        rows.append(f"| `{rule.id}` | {rule.title} | {source}{grade} |")
    return "\n".join(rows) + "\n"


def rewritten(text: str) -> str:
    head, _, rest = text.partition(START)
    return head + START + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
