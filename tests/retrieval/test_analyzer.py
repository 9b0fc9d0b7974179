"""Search words are the same whoever asks, and however many ask at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

from cleanclaim.retrieval import analyzer

_WORDS = "injections trigger needling documentation separately identifiable reporting operational relational".split()


def test_many_threads_stem_as_one_does() -> None:
    alone = [analyzer.stem.__wrapped__(word) for word in _WORDS]
    switched = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda n: [analyzer.stem.__wrapped__(w) for w in _WORDS], range(400)))
    finally:
        sys.setswitchinterval(switched)
    assert all(stems == alone for stems in together)
