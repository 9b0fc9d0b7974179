"""Import a coverage database of full size and search it: `python benchmarks/database_at_size.py [articles]`.

Makes an export in the official form (2,000 articles, 940 LCDs, some 430,000 diagnosis rows unless told otherwise), imports
it, builds the index, and prints import time, build time, passages, search times warm and memory. One run, made-up text
drawn from the words of our own knowledge.
"""

import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from cleanclaim import assemble, importing
from cleanclaim.settings import Settings

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from importing import mcd_export

QUERIES = 400


def export(articles: int, words: list[str], diagnoses: list[str], procedures: list[str]) -> mcd_export.Rows:
    pick = random.Random(0)

    def prose(count: int) -> str:
        return "".join(f"<p>{' '.join(pick.choices(words, k=90))}.</p>" for _ in range(count))

    rows: mcd_export.Rows = {**mcd_export.CONTRACTORS, "article.csv": [], "lcd.csv": []}
    for name in mcd_export.HEADERS:
        rows.setdefault(name, [])
    for n in range(articles):
        number = str(60_000 + n)
        rows["article.csv"].append(mcd_export.article(number, title=f"Billing {n}", description=prose(12)))
        rows["article_related_documents.csv"].append(mcd_export.of_article(number, r_lcd_id=str(40_000 + n // 2)))
        contractor = {"contractor_id": str(1 + n % 2), "contractor_type_id": "9", "contractor_version": "1"}
        rows["article_x_contractor.csv"].append(mcd_export.of_article(number, **contractor))
        for code in pick.sample(procedures, 9):
            rows["article_x_hcpc_code.csv"].append(
                mcd_export.of_article(number, hcpc_code_id=code, hcpc_code_group="1")
            )
        for code in pick.sample(diagnoses, 215):
            row = mcd_export.of_article(number, icd10_code_id=code, icd10_covered_group="1")
            rows["article_x_icd10_covered.csv"].append(row)
        if n % 2 == 0:
            lcd = {"lcd_id": str(40_000 + n // 2), "lcd_version": "3", "title": f"Policy {n}", "status": "A"}
            lcd |= {"rev_eff_date": "2024-01-01 00:00:00", "last_updated": "2026-11-04 10:00:00"}
            rows["lcd.csv"].append(lcd | {"indication": prose(20), "doc_reqs": prose(4), "util_guide": prose(2)})
    return rows


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    home = Path(tempfile.mkdtemp())
    settings = Settings(home=home)
    own = assemble.knowledge(settings)
    words = [w for p in own.passages.values() for w in p.text.split() if w.isalpha()]
    store = assemble.tables(settings, own)(date(2026, 11, 2))
    diagnoses = [d.code for d in store.library.curated.all("icd10cm") if d.billable]  # type: ignore[attr-defined]
    procedures = [p.code for p in store.library.curated.all("procedures")]  # type: ignore[attr-defined]
    zipped = mcd_export.write(home / "current_article.zip", export(articles, words, diagnoses, procedures))
    print(f"export: {articles:,} articles, {zipped.stat().st_size / 1e6:.0f} MB zipped")

    started = time.perf_counter()
    done = importing.import_files("mcd", [zipped], home)
    print(
        f"import: {done.rows:,} rows in {time.perf_counter() - started:.1f} s, {done.path.stat().st_size / 1e6:.0f} MB"
    )

    known = assemble.knowledge(settings)
    started = time.perf_counter()
    retriever = assemble.retriever(settings, known)
    size = sum(f.stat().st_size for f in (home / "index").rglob("*") if f.is_file()) / 1e6
    print(f"index: {len(retriever.shelf.ids):,} passages in {time.perf_counter() - started:.1f} s, {size:.0f} MB")
    started = time.perf_counter()
    retriever = assemble.retriever(settings, known)
    print(f"opened again in {time.perf_counter() - started:.1f} s")

    pick = random.Random(1)
    queries = [" ".join(pick.choices(words, k=8)) for _ in range(QUERIES)]
    for lane in ("words", "vectors"):
        times = []
        for query in queries:
            begun = time.perf_counter()
            if lane == "words":
                retriever.search(query, date(2026, 11, 2), pick.choice(("PA", "OH", None)))
            else:
                retriever.dense_search(query, retriever.shelf.allowed(date(2026, 11, 2)), 20)
            times.append(time.perf_counter() - begun)
        times = sorted(times[20:])
        print(f"{lane}: p50 {times[len(times) // 2] * 1e3:.1f} ms, p95 {times[len(times) * 95 // 100] * 1e3:.1f} ms")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB resident at most")


if __name__ == "__main__":
    main()
