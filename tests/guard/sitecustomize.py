"""Forbid this process to reach beyond the machine. Python imports this module at start when its folder is on
the path, so that programs which tests start are held to the same rule as the tests."""

from __future__ import annotations

import sys

LOOPBACK = ("127.", "::1", "localhost")


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and host and not host.startswith(LOOPBACK):
        raise RuntimeError(f"diplograph reaches for the network: {event} {host}")


sys.addaudithook(forbid)
