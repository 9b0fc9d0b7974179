"""The OpenAPI document, and a page that shows it without loading anything from elsewhere."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse
from pydantic.json_schema import models_json_schema

from cleanclaim.api import docs_page
from cleanclaim.api.problems import Problem


def install(app: FastAPI) -> None:
    """Serve the document at /openapi.json and the page at /docs."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            _, schema = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
            made["components"]["schemas"] |= schema["$defs"]
            app.openapi_schema = made
        return app.openapi_schema

    # The way FastAPI documents for changing the document: put a function in the place of its own.
    app.openapi = document  # type: ignore[method-assign]

    @app.get("/docs", include_in_schema=False, response_class=HTMLResponse)
    def docs() -> str:
        return docs_page.render(document())
