"""Serve the MCP tools."""

from typing import Annotated

import typer


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Streamable HTTP on loopback instead of stdio.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of --http.")] = 8765,
) -> None:
    """Serve the MCP tools: over stdio to the agent that starts it, or over HTTP on 127.0.0.1 (--http)."""
    from concurrent.futures import ThreadPoolExecutor

    from cleanclaim import assemble, settings
    from cleanclaim.mcp_server import opening

    # An agent waits seconds for a server to be up, and a first start builds the index: it is built beside the greeting.
    opened = ThreadPoolExecutor(1).submit(assemble.assistant, settings.read())
    server = opening(opened.result)
    if http:
        # Without keys it answers this machine alone, and keeps no sessions, so that any of several processes can answer.
        server.run("streamable-http", host="127.0.0.1", port=port, stateless_http=True)
    else:
        server.run("stdio")
