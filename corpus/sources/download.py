"""A file from a public https address, with every hop checked: no other scheme, no address inside the own network."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection
from typing import Any

import httpx

from corpus.sources import SourceError

MAX_BYTES = 100 * 1024 * 1024
_HOPS = 5
_TIMEOUT = httpx.Timeout(20, connect=10)
_SECONDS = 300  # for the whole file: a server that sends a byte at a time never runs into the timeout above


def download(address: str, client: httpx.Client) -> bytes:
    """The content at an https address, at most `MAX_BYTES`; redirects are followed to public https addresses only.

    Raises:
        SourceError: the address is not https, leads into a private or loopback network, does not answer in time or
            with success, or sends too much.
    """
    url = httpx.URL(address)
    try:
        for _ in range(_HOPS):
            require_public(url, address)
            with client.stream("GET", url, timeout=_TIMEOUT, follow_redirects=False) as response:
                if response.next_request is None:
                    return _content(response, address)
                url = response.next_request.url
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(f"{address}: {error or type(error).__name__}; try again later or give a path") from error
    raise SourceError(f"{address}: redirected more than {_HOPS} times; correct the address")


def _content(response: httpx.Response, address: str) -> bytes:
    require_public_peer(response, address)
    response.raise_for_status()
    content = bytearray()
    end = time.monotonic() + _SECONDS
    for piece in response.iter_bytes():
        content += piece
        if len(content) > MAX_BYTES:
            raise SourceError(f"{address}: sends more than {MAX_BYTES:,} bytes; check the address")
        if time.monotonic() > end:
            raise SourceError(f"{address}: takes longer than {_SECONDS} seconds; try again later")
    return bytes(content)


def require_public(url: httpx.URL, address: str, schemes: Collection[str] = ("https",)) -> None:
    """Refuses an address of another scheme, and one that lies in a private, loopback or reserved network.

    Raises:
        SourceError: the address is refused or its host is not found; the message begins with `address`.
    """
    if url.scheme not in schemes or not url.host:
        raise SourceError(f"{address}: {str(url)!r} is no https address; use https:// or a path")
    try:
        found = socket.getaddrinfo(url.host, url.port or (80 if url.scheme == "http" else 443), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{address}: {url.host} is not found; check the address and the connection") from error
    for entry in found:
        _require_global(str(entry[4][0]), url.host, address)


def require_public_peer(response: httpx.Response, address: str) -> None:
    """The name may resolve anew between the check and the connection: what counts is who has answered."""
    stream: Any = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    if peer:
        _require_global(str(peer[0]), response.url.host, address)


def _require_global(number: str, host: str, address: str) -> None:
    ip = ipaddress.ip_address(number.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if not ip.is_global or ip.is_multicast:
        raise SourceError(f"{address}: {host} lies at {ip}, inside a private network; use a public address or a path")
