"""A small OpenID Connect provider for tests, in a process of its own: `python -m tests.oidc_provider`.

It keeps to the code flow with PKCE as a strict provider does, asks for a password, and remembers who gave it. What it
is told at `/misbehave` it does wrong with every token that it issues from then on.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Header, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "auskunft", "geheim-zwischen-zweien-und-lang-genug"
PASSWORD = "am Anmeldedienst"
PEOPLE: dict[str, dict[str, Any]] = {
    "lena": {"name": "Lena Leitung", "email": "lena@musterstadt.example", "groups": ["redaktion", "freigabe"]},
    "nora": {"name": "Nora Niemand", "email": "nora@musterstadt.example", "groups": ["hausmeisterei"]},
    "editor": {"name": "Editor Beispiel", "email": "editor@musterstadt.example", "groups": ["redaktion"]},
}

Claims = dict[str, Any]


@dataclass(slots=True)
class Code:
    """What a code stands for."""

    who: str
    proven: float
    asked: dict[str, str]


@dataclass(slots=True)
class Provider:
    """All that it knows. `wrong` is what it does wrong."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "eins"}))
    stranger: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "eins"}))
    codes: dict[str, Code] = field(default_factory=dict[str, Code])
    tokens: dict[str, str] = field(default_factory=dict[str, str])
    signed_in: dict[str, tuple[str, float]] = field(default_factory=dict[str, tuple[str, float]])
    wrong: str = ""

    def described(self) -> Claims:
        issuer = "https://evil.example" if self.wrong == "metadata" else self.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }

    def id_token(self, code: Code) -> str:
        now = int(time.time())
        person = PEOPLE[code.who]
        claims: Claims = {
            "iss": self.issuer,
            "sub": f"sub-{code.who}",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "auth_time": int(code.proven),
            "nonce": code.asked["nonce"],
            "email": person["email"],
            "email_verified": True,
        }
        claims |= WRONG.get(self.wrong, lambda _: {})(claims)
        if self.wrong == "alg none":
            return ".".join([_part({"alg": "none"}), _part(claims), ""])
        if self.wrong == "secret as key":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        key = self.stranger if self.wrong == "other key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "eins"}, claims, key)


WRONG: dict[str, Callable[[Claims], Claims]] = {
    "nonce": lambda _: {"nonce": "eine andere"},
    "audience": lambda _: {"aud": "anderes-programm"},
    "expired": lambda claims: {"exp": claims["iat"] - 3_600},
    "issuer claim": lambda _: {"iss": "https://evil.example"},
    "no subject": lambda _: {"sub": ""},
    "stale": lambda claims: {"auth_time": claims["iat"] - 3_600},
    "unverified": lambda _: {"email_verified": False},
}


def _part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def app_of(provider: Provider) -> FastAPI:
    app = FastAPI()
    _of_itself(app, provider)
    _asking(app, provider)
    _redeeming(app, provider)
    return app


def _of_itself(app: FastAPI, provider: Provider) -> None:
    @app.get("/.well-known/openid-configuration")
    def described() -> Claims:
        return provider.described()

    @app.get("/keys")
    def keys() -> Claims:
        return {"keys": [provider.key.as_dict(private=False)]}

    @app.post("/misbehave")
    def misbehave(how: Annotated[str, Form()] = "") -> None:
        provider.wrong = how


def _asking(app: FastAPI, provider: Provider) -> None:
    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256" or "nonce" not in asked:
            raise HTTPException(400, "invalid_request")
        known = provider.signed_in.get(request.cookies.get("idp", ""))
        if known and asked.get("prompt") != "login":
            return _with_code(provider, asked, *known)
        fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in asked.items())
        return HTMLResponse(
            f'<!doctype html><html lang="de"><title>Anmeldedienst</title><form method="post">{fields}'
            '<label>Kennung <input name="user"></label><label>Kennwort <input type="password" name="word"></label>'
            "<button>Weiter</button></form>"
        )

    @app.post("/authorize")
    async def given(request: Request) -> Response:
        asked = {name: str(value) for name, value in (await request.form()).items()}
        user, word = asked.pop("user", ""), asked.pop("word", "")
        if user not in PEOPLE or word != PASSWORD:
            return _back(provider, asked, error="access_denied")
        cookie, now = secrets.token_urlsafe(), time.time()
        provider.signed_in[cookie] = (user, now)
        response = _with_code(provider, asked, user, now)
        response.set_cookie("idp", cookie, httponly=True, samesite="lax")
        return response


def _redeeming(app: FastAPI, provider: Provider) -> None:
    @app.post("/token")
    async def token(request: Request, authorization: Annotated[str, Header()] = "") -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        code = provider.codes.pop(form.get("code", ""), None)
        if authorization != f"Basic {basic}" or code is None or form["redirect_uri"] != code.asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != code.asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe()
        provider.tokens[access] = code.who
        id_token = provider.id_token(code)
        return JSONResponse({"access_token": access, "token_type": "Bearer", "id_token": id_token})

    @app.get("/userinfo")
    def userinfo(authorization: Annotated[str, Header()] = "") -> Claims:
        who = provider.tokens.get(authorization.removeprefix("Bearer "))
        if who is None:
            raise HTTPException(401)
        return {"sub": "sub-andere" if provider.wrong == "userinfo" else f"sub-{who}", **PEOPLE[who]}


def _with_code(provider: Provider, asked: dict[str, str], who: str, proven: float) -> Response:
    code = secrets.token_urlsafe()
    provider.codes[code] = Code(who, proven, asked)
    return _back(provider, asked, code=code)


def _back(provider: Provider, asked: dict[str, str], **answer: str) -> Response:
    issuer = "https://evil.example" if provider.wrong == "mixed up" else provider.issuer
    told = {**answer, "state": asked.get("state", ""), **({} if provider.wrong == "no issuer" else {"iss": issuer})}
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(told)}", 303)


def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    issuer = f"http://localhost:{listening.getsockname()[1]}"
    config = uvicorn.Config(app_of(Provider(issuer)), log_config=None, access_log=False)
    print(issuer, flush=True)  # noqa: T201 - whoever started it reads the address
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
