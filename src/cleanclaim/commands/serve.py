"""Serve the HTTP API."""


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the question-answering API over HTTP."""
    import uvicorn

    uvicorn.run("cleanclaim.api.serving:application", factory=True, host=host, port=port, access_log=False)
