"""The edge to the service, through Authlib: what it says of itself, where it signs people in, a code for claims."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Self, cast
from urllib.parse import urlsplit

import httpx
import httpx2
from authlib.common.errors import AuthlibBaseError  # pyright: ignore[reportMissingTypeStubs]  # Authlib has none
from authlib.integrations.httpx_client import OAuth2Client  # pyright: ignore[reportMissingTypeStubs]  # likewise
from authlib.oidc.core import CodeIDToken  # pyright: ignore[reportMissingTypeStubs]  # likewise
from authlib.oidc.discovery import get_well_known_url  # pyright: ignore[reportMissingTypeStubs]  # likewise
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from joserfc.jwk import KeySet

from bot.office.oidc.attempts import Attempt
from bot.office.oidc.errors import ServiceError
from bot.settings import Settings

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures with a key that only the service has; never "none", never one with a secret that we know ourselves."""

_LEEWAY = 60  # seconds that two clocks may differ
_PATIENCE = 10.0  # seconds for an answer of the service
_LARGEST = 1_000_000  # bytes of an answer
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_REFUSED = {"exp": "expired", "aud": "audience", "azp": "audience", "nonce": "nonce", "iss": "issuer"}


@dataclass(frozen=True, slots=True)
class Provider:
    """The service as the settings name it."""

    issuer: str
    client: str
    secret: str
    scopes: str
    role_claim: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The service; None where none is set."""
        if not settings.oidc_issuer:
            return None
        secret = settings.oidc_secret.get_secret_value()
        return cls(settings.oidc_issuer, settings.oidc_client, secret, settings.oidc_scopes, settings.oidc_role_claim)

    def address(self, attempt: Attempt, redirect: str) -> str:
        """Where the browser goes to sign in; who is to be proven anew must give the password again.

        Raises:
            ServiceError: the service cannot be reached or is not the one that was set.
        """
        again = {"prompt": "login", "max_age": "0"} if attempt.session else {}
        said = self._described()
        with _failing("unreachable"), self._client(said, redirect) as client:
            where, _ = client.create_authorization_url(
                said["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                **again,
            )
        return str(where)

    def claims(self, answer: Mapping[str, str], attempt: Attempt, redirect: str) -> dict[str, Any]:
        """The checked claims that the service's answer leads to.

        Raises:
            ServiceError: whatever about it is not as it must be.
        """
        said = self._described()
        promised = said.get("authorization_response_iss_parameter_supported") is True
        if answer.get("iss", self.issuer if not promised else "") != self.issuer:  # RFC 9207: no mix-up
            raise ServiceError("issuer", answer.get("iss", ""))
        if "error" in answer or not answer.get("code"):
            raise ServiceError("declined", answer.get("error", ""))
        with _failing("code"), self._client(said, redirect) as client:
            token = cast(
                "dict[str, Any]",
                client.fetch_token(said["token_endpoint"], code=answer["code"], code_verifier=attempt.verifier),
            )
        if not token.get("id_token"):
            raise ServiceError("code", "no id_token")
        claims = self._checked(token, attempt, said)
        return {**self._more(said, token, claims), **claims}

    def _described(self) -> dict[str, Any]:
        """What the service says of itself, under its own name: another's description would lead elsewhere."""
        said = _fetched(get_well_known_url(self.issuer, external=True))
        if said.get("issuer") != self.issuer:
            raise ServiceError("metadata", f"issuer: {said.get('issuer')}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(said.get(name)):
                raise ServiceError("metadata", f"{name}: {said.get(name)}")
        return said

    def _client(self, said: Mapping[str, Any], redirect: str) -> Any:
        methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        posts = "client_secret_basic" not in methods and "client_secret_post" in methods
        return cast("Any", OAuth2Client)(
            self.client,
            self.secret or None,
            scope=self.scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post" if posts and self.secret else None,
            timeout=_PATIENCE,
            follow_redirects=False,
        )

    def _checked(self, token: Mapping[str, Any], attempt: Attempt, said: Mapping[str, Any]) -> dict[str, Any]:
        try:
            keys = KeySet.import_key_set(cast("Any", _fetched(said["jwks_uri"])))
            decoded = jwt.decode(str(token["id_token"]), keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ServiceError("signature", type(error).__name__) from error
        options = {"iss": {"essential": True, "value": self.issuer}, "aud": {"essential": True, "value": self.client}}
        known = {"nonce": attempt.nonce, "client_id": self.client, "access_token": token.get("access_token")}
        checked: Any = cast("Any", CodeIDToken)(decoded.claims, decoded.header, options, known)
        try:
            checked.validate(leeway=_LEEWAY)
        except (ExpiredTokenError, InvalidClaimError, MissingClaimError) as error:
            raise _wrong(error) from error
        except (JoseError, AuthlibBaseError, ValueError, TypeError) as error:
            raise ServiceError("claims", str(error)) from error
        return dict(decoded.claims)

    def _more(self, said: Mapping[str, Any], token: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
        """What the service says of the person beside the token, where that lacks something."""
        where, wanted = said.get("userinfo_endpoint"), {"email", self.role_claim.partition(".")[0]} - {""}
        if wanted <= claims.keys() or not _is_safe(where) or not token.get("access_token"):
            return {}
        more = _fetched(str(where), {"authorization": f"Bearer {token['access_token']}"})
        if more.get("sub") != claims["sub"]:
            raise ServiceError("claims", "userinfo: sub")
        return more


def _wrong(error: ExpiredTokenError | InvalidClaimError | MissingClaimError) -> ServiceError:
    claim = str(getattr(error, "claim", ""))
    return ServiceError(_REFUSED.get(claim, "claims"), f"{type(error).__name__}: {claim}")


def _is_safe(address: object) -> bool:
    """Whether nobody can listen on the way there."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _fetched(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A JSON object of the service."""
    with _failing("unreachable"):
        response = httpx.get(address, headers=headers, timeout=_PATIENCE, follow_redirects=False)
        response.raise_for_status()
        found: object = response.json() if len(response.content) <= _LARGEST else None
    if not isinstance(found, dict):
        raise ServiceError("metadata", address)
    return cast("dict[str, Any]", found)


@contextmanager
def _failing(reason: str) -> Generator[None]:
    """What fails on the way to the service is a refusal with a reason."""
    try:
        yield
    except (httpx.TransportError, httpx2.TransportError) as error:
        raise ServiceError("unreachable", type(error).__name__) from error
    except (httpx.HTTPError, httpx2.HTTPError, AuthlibBaseError, ValueError) as error:
        raise ServiceError(reason, f"{type(error).__name__}: {error}"[:200]) from error
