"""Serve the HTTP API."""


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the question-answering API over HTTP."""
    import uvicorn

    from cleanclaim import assemble, settings
    from cleanclaim.api import create

    uvicorn.run(create(assemble.assistant(settings.read())), host=host, port=port, log_level="info")
