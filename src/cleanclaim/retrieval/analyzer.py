"""Turn text into search words: codes stay whole, the field's abbreviations meet their long forms, words are stemmed."""

import re
from functools import lru_cache
from threading import Lock

from cleanclaim.reading.text import fold

_TOKEN = re.compile(r"[a-z]\d[0-9ab]\.[0-9a-z]{1,4}|[a-z]?\d[\d.]*[a-z]?|[a-z]+")
_ONE_AT_A_TIME = Lock()
_STOP = frozenset(
    "a an and are as at be been by can could do does did for from has have how i if in into is it its me my of on or our so "
    "that the their them then there these they this to us was we were what when where which who why will with would you your must should say says".split()
)
_SYNONYMS = {
    "tpi": "trigger point injection",
    "tpis": "trigger point injection",
    "tp": "trigger point",
    "tps": "trigger point",
    "mps": "myofascial pain syndrome",
    "esi": "epidural steroid injection",
    "esis": "epidural steroid injection",
    "tfesi": "transforaminal epidural",
    "rfa": "radiofrequency ablation",
    "mbb": "medial branch block facet",
    "mbbs": "medial branch block facet",
    "dx": "diagnosis",
    "dos": "date of service",
    "em": "visit evaluation management",
    "sij": "sacroiliac joint",
    "si": "sacroiliac",
    "gon": "greater occipital nerve",
    "us": "ultrasound",
    "abn": "advance beneficiary notice",
    "mue": "medically unlikely edit units",
    "ptp": "procedure edit pair",
    "ncci": "ncci edit bundle",
    "cci": "ncci edit bundle",
    "mcr": "medicare",
    "pt": "patient",
    "dr": "provider",
    "kenalog": "triamcinolone kenalog",
    "depo": "methylprednisolone depo",
    "botox": "botulinum toxin",
    "lido": "lidocaine",
    "trap": "trapezius",
    "traps": "trapezius",
    "bilat": "bilateral",
    "inj": "injection",
    "doc": "document provider",
    "documentation": "document",
    "icd": "diagnosis icd",
    "medication": "drug medication",
    "steroid": "steroid drug",
    "asc": "surgery center",
    "auth": "authorization",
    "bcbs": "blue cross",
    "celestone": "betamethasone celestone",
    "chart": "chart record document",
    "cervicalgia": "neck pain cervicalgia",
    "euflexxa": "hyaluronan",
    "fluoro": "fluoroscopy",
    "hyaluronic": "hyaluronan",
    "jt": "joint",
    "marcaine": "bupivacaine marcaine",
    "mod": "modifier",
    "mods": "modifier",
    "lpn": "nurse",
    "note": "note document",
    "notes": "note document",
    "np": "nurse practitioner",
    "paid": "pay",
    "payable": "pay",
    "payment": "pay",
    "pos": "place of service",
    "rn": "nurse",
    "prp": "platelet rich plasma",
    "sensorcaine": "bupivacaine",
    "shot": "injection",
    "shots": "injection",
    "snf": "skilled nursing facility",
    "sphenocath": "sphenopalatine ganglion",
    "spg": "sphenopalatine ganglion",
    "synvisc": "hyaluronan",
    "toradol": "ketorolac toradol",
    "uhc": "unitedhealthcare",
    "viscosupplementation": "hyaluronan viscosupplementation",
    "wc": "workers compensation",
    "xylocaine": "lidocaine xylocaine",
    "yr": "year",
    "yrs": "year",
}


def words(text: str) -> list[str]:
    """Give the search words of a text, in order, with repeats.

    >>> words("TPIs 20552, M79.18!")
    ['trigger', 'point', 'inject', '20552', 'm79.18']
    """
    return [
        stem(word)
        for token in _TOKEN.findall(fold(text))
        if token not in _STOP
        for word in _SYNONYMS.get(token.strip("."), token.strip(".")).split()
    ]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the stem of an English word; codes and short words stay."""
    if not word.isalpha() or len(word) <= 3:
        return word
    # The stemmer keeps the word it is at work on: two threads in it give wrong stems, and this keeps them for good.
    with _ONE_AT_A_TIME:
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")
