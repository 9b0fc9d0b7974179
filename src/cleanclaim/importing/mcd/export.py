"""The export as a set of tables, and who its contractors are: their names, states and our short word for each."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from cleanclaim.importing.mcd import csvs
from cleanclaim.importing.members import Member

Key = tuple[str, ...]
# Contractor types of Parts A and B; durable equipment (10) and home health (11) have no say in office procedures.
_PART_A_OR_B = {"8", "9", "12", "13"}
_MACS = {
    "cgs": "CGS",
    "first coast": "First Coast",
    "national government": "NGS",
    "wellpoint federal": "NGS",
    "noridian": "Noridian",
    "novitas": "Novitas",
    "palmetto": "Palmetto",
    "wisconsin physicians": "WPS",
    "wps": "WPS",
}
"""How a business name begins, and the word coders use. Wellpoint Federal is NGS in the exports of 2026."""


class Export:
    """The members by name; where two zips hold the same table, the first is read."""

    def __init__(self, members: list[Member]) -> None:
        self._members: dict[str, Member] = {}
        for member in members:
            self._members.setdefault(member.name.lower(), member)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def rows(self, name: str, *columns: str) -> Iterator[csvs.Row]:
        """Give the wanted columns of a table; a table that the export lacks has no rows."""
        if name in self._members:
            yield from csvs.read(self._members[name], *columns)

    def grouped(self, name: str, key: tuple[str, str], *columns: str) -> dict[Key, list[Key]]:
        """Give the wanted columns of a table by document and version."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for row in self.rows(name, *key, *columns):
            found[row.cells[:2]].append(row.cells[2:])
        return found

    @cached_property
    def contractors(self) -> dict[Key, tuple[str, tuple[str, ...]]]:
        """Give every Part A or B contractor's name and the states it serves, by id, type and version."""
        abbreviation = {row.cells[0]: row.cells[1] for row in self.rows("state_lookup.csv", "state_id", "state_abbrev")}
        states: dict[Key, set[str]] = defaultdict(set)
        key = ("contractor_id", "contractor_type_id", "contractor_version")
        for row in self.rows("contractor_jurisdiction.csv", *key, "state_id", "term_date"):
            *contractor, state, ended = row.cells
            if not ended and len(abbreviation.get(state, "")) == 2:
                states[tuple(contractor)].add(abbreviation[state].upper())
        return {
            row.cells[:3]: (row.cells[3], tuple(sorted(states[row.cells[:3]])))
            for row in self.rows("contractor.csv", *key, "contractor_bus_name")
            if row.cells[1] in _PART_A_OR_B
        }

    def authority(self, keys: list[Key]) -> tuple[str, str | None, tuple[str, ...]]:
        """Give the name of who issued a document, our word for it, and the states it holds in."""
        mine = [self.contractors[k] for k in keys if k in self.contractors]
        names = dict.fromkeys(name for name, _ in mine)
        macs = dict.fromkeys(mac for name in names for start, mac in _MACS.items() if name.lower().startswith(start))
        states = tuple(sorted({state for _, served in mine for state in served}))
        return " and ".join(names) or "CMS contractor", next(iter(macs)) if len(macs) == 1 else None, states
