"""Serve one script by hand; Enter lets a text that stands still at a PAUSE go on."""

import argparse
import sys
import threading
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
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    for _ in sys.stdin:
        server.go_on()
    serving.join()


main()
