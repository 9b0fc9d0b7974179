"""The reference tables on file."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from cleanclaim.api import problems
from cleanclaim.api.parts import On
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service


class TableView(BaseModel):
    """A release of a table; `answers` says whether it is the one used for the date."""

    table: str
    version: str
    rows: int
    effective_from: date
    effective_to: date | None
    in_force: bool
    answers: bool
    source: str


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "tables")

    @router.get("/v1/tables", responses=problems.of(422))
    def tables(on: On = None) -> list[TableView]:
        """List every table with its release, rows and dates."""
        day, library = service.day(on), service.library
        return [
            TableView(
                table=release.table,
                version=release.version,
                rows=store.count(release.table),
                effective_from=release.effective_from,
                effective_to=release.effective_to,
                in_force=release.effective_from <= day <= (release.effective_to or date.max),
                answers=library.store_for(release.table, day) is store,
                source=release.source,
            )
            for store in (library.curated, *library.imported)
            for release in store.releases.values()
        ]

    return router
