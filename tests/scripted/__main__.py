"""Serve one script by hand."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripted import SCRIPTS, Server


def main() -> None:
    parser = argparse.ArgumentParser(description="A scripted OpenAI-compatible model on loopback.")
    parser.add_argument("script", nargs="?", choices=sorted(SCRIPTS), help="which script to play")
    parser.add_argument("--port", type=int, default=9009)
    given = parser.parse_args()
    if given.script is None:
        print("\n".join(sorted(SCRIPTS)))
        return
    server = Server(SCRIPTS[given.script], given.port)
    print(f"OPENAI_API_KEY=x OPENAI_BASE_URL={server.url} cleanclaim ask …", flush=True)
    server.serve_forever()


main()
