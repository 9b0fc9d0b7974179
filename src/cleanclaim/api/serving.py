"""The application as a server's worker makes it, from the settings."""

from fastapi import FastAPI

from cleanclaim import assemble, settings
from cleanclaim.api.application import create
from cleanclaim.api.service import Service
from cleanclaim.tables.library import Library


def application() -> FastAPI:
    """Make the application from the environment; every worker calls it once."""
    read = settings.read()
    return create(Service(assemble.assistant(read), Library.open(assemble.build_tables(read))))
