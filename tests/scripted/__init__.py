"""A scripted OpenAI-compatible server on loopback: the worst model one can write, driven by the real client.

In a test:

    with scripted.serve(scripted.SCRIPTS["hallucinated"]) as server:
        settings = Settings(openai_api_key="x", openai_base_url=server.url)

By hand, then `OPENAI_API_KEY=x OPENAI_BASE_URL=http://127.0.0.1:9009/v1 cleanclaim ask …` in another terminal:

    python tests/scripted hallucinated --port 9009        # no name lists the scripts
"""

from scripted.scripts import SCRIPTS
from scripted.server import Server, serve
from scripted.steps import Cut, Empty, Garbage, Hang, Json, Refuse, Say, Script, Status, Step, Tool

__all__ = [
    "SCRIPTS",
    "Cut",
    "Empty",
    "Garbage",
    "Hang",
    "Json",
    "Refuse",
    "Say",
    "Script",
    "Server",
    "Status",
    "Step",
    "Tool",
    "serve",
]
