"""Claims for property tests: well formed, and as odd as a claim can be."""

from datetime import date

from hypothesis import strategies as st

from cleanclaim.claim import Claim, Line, Muscle

PROCEDURES = (
    "20552 20553 20560 20561 20550 20551 20610 20611 27096 62321 62323 64405 64450 64454 64483 64484 64492 64493 64495 "
    "64633 76942 77002 77003 95873 96372 97140 97810 97811 99024 99152 99203 99213 99243 99417 G0260 G2211 M0076 C9399 "
    "J0585 J0665 J1010 J1030 J2001 J2003 J3301 J3490 J7999 S0020 64402 64999 12345 0232T 90471"
).split()
DIAGNOSES = (
    "M79.18 M79.12 M79.1 M79.7 M54.12 M54.5 M54.50 M62.830 M25.511 M25.512 M75.51 S39.012 S39.012A G63 G55 C79.51 E66.9 "
    "U07.1 QA0.0101 Z99.99 M79.13"
).split()
MODIFIERS = "25 50 59 76 XS XU LT RT F1 GA GX GY GZ JW JZ KX 26 ZZ 5O".split()
WORDS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,9}", fullmatch=True)
DATES = st.one_of(st.dates(date(2017, 1, 1), date(2027, 12, 31)), st.dates(), st.just(date.min), st.just(date.max))

lines = st.builds(
    Line,
    code=st.one_of(st.sampled_from(PROCEDURES), st.from_regex(r"[0-9]{4}[0-9T]|J[0-9]{4}", fullmatch=True)),
    modifiers=st.lists(st.sampled_from(MODIFIERS), max_size=4).map(tuple),
    units=st.one_of(st.integers(1, 9), st.integers(1, 99_999)),
    pointers=st.lists(st.integers(1, 40), max_size=3).map(tuple),
)
muscles = st.builds(
    Muscle,
    name=WORDS.filter(lambda name: not name.isdigit() and name[-2:] not in ("-l", "-r", "-b")),
    side=st.sampled_from(["L", "R", "B", None]),
)
claims = st.builds(
    Claim,
    lines=st.lists(lines, max_size=6).map(tuple),
    diagnoses=st.lists(
        st.one_of(st.sampled_from(DIAGNOSES), st.from_regex(r"[A-Z][0-9][0-9](\.[0-9]{1,4})?", fullmatch=True)),
        max_size=5,
    ).map(tuple),
    date_of_service=st.none() | DATES,
    state=st.none() | st.sampled_from(["OH", "FL", "WA", "TX", "NY", "ZZ"]),
    payer=st.none() | st.sampled_from(["medicare", "medicaid", "aetna"]) | WORDS,
    place_of_service=st.none() | st.sampled_from(["11", "22", "24", "00"]),
    muscles=st.lists(muscles, max_size=4).map(tuple),
    muscle_count=st.none() | st.integers(0, 700),
    regions=st.lists(st.sampled_from(["neck", "shoulder", "buttock"]) | WORDS, max_size=3).map(tuple),
    prior=st.lists(DATES, max_size=5).map(tuple),
    guidance=st.none() | st.sampled_from(["ultrasound", "fluoroscopy", "none"]) | WORDS,
    injectates=st.lists(st.sampled_from(["prp", "lidocaine", "dextrose"]) | WORDS, max_size=3).map(tuple),
)
