"""Name the program exactly: a version number says what was released, a hash of the code says what ran."""

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_KINDS = {".py", ".yaml", ".csv"}


@cache
def program() -> str:
    """Give the first twelve hex digits of the hash of the package's code, words and lists."""
    digest = sha256()
    for path in sorted(p for p in _PACKAGE.rglob("*") if p.suffix in _KINDS):
        place = path.relative_to(_PACKAGE)
        # The data that ships inside an installed package has a version of its own: the knowledge's.
        if place.parts[0] != "_data":
            digest.update(place.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
