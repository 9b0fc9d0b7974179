"""A small OpenID Connect provider on this machine: whoever is named logs in without a password. For tests only."""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


@dataclass
class Provider:
    """Who logs in next, and where the provider stands."""

    address: str
    user: str = "ana"
    nonces: dict[str, tuple[str, str]] = field(default_factory=dict)


@contextmanager
def providing() -> Iterator[Provider]:
    """Run a provider until it is no longer needed."""
    key = RSAKey.generate_key(2048, {"kid": "test"}, private=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, given = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/authorize":
                code = secrets.token_hex(8)
                provider.nonces[code] = (provider.user, given.get("nonce", [""])[0])
                answer = urlencode({"code": code, "state": given["state"][0]})
                self.send_response(302)
                self.send_header("location", f"{given['redirect_uri'][0]}?{answer}")
                self.end_headers()
            elif path == "/keys":
                self.give({"keys": [key.as_dict(private=False)]})
            else:
                self.give(metadata(provider.address))

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            user, nonce = provider.nonces.pop(body["code"][0])
            now = int(time.time())
            claims = {"iss": provider.address, "sub": user, "aud": "cleanclaim", "iat": now, "exp": now + 600}
            claims |= {"nonce": nonce, "name": user.title(), "email": f"{user}@example.test"}
            token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, key)
            self.give({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

        def give(self, value: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server.RequestHandlerClass = Handler
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def metadata(address: str) -> dict[str, Any]:
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "jwks_uri": f"{address}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }
