"""Compile the tables and build the index."""

import sys


def index() -> None:
    """Compile the tables, read all knowledge against them and build the retrieval index."""
    from datetime import date

    from cleanclaim import assemble, settings
    from cleanclaim.errors import BrokenKnowledge
    from cleanclaim.knowledge.faults import faults, overdue

    read = settings.read()
    known = assemble.knowledge(read)
    print(f"tables: {assemble.build_tables(read).name}")
    wrong = list(faults(known, assemble.tables(read, known), date.today()))
    if wrong:
        raise BrokenKnowledge(" ".join(wrong[:5]))
    for line in overdue(known, date.today()):
        print(f"warning: {line}", file=sys.stderr)
    assemble.retriever(read, known)
    print(
        f"index: {sum(1 for _ in known.all_passages()):,} passages of {len(known.policies)} policies and {len(known.articles)} articles"
    )
