"""Connections to servers that end at a deadline, and that do not lead from the internet into the user's own network."""

from __future__ import annotations

import socket
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from threading import Timer
from types import TracebackType
from typing import Any, Self
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request, build_opener


class InwardError(OSError):
    """A public address redirects to one of this machine or its network."""


class Deadline:
    """Ends the connections of one fetch, whatever they wait for, once a number of seconds has passed.

    A context manager. A limit on single reads is not enough, because a server that sends a byte now and then never
    exceeds it.
    """

    def __init__(self, seconds: float) -> None:
        """The seconds count from the beginning of the block."""
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._was_public = False
        self._timer = Timer(max(0.0, seconds), self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        self._timer.join()
        for each in self._sockets:
            each.close()

    def opener(self, *handlers: Any) -> OpenerDirector:
        """Opens addresses by connections that end with this deadline."""
        return build_opener(*_handlers(self), *handlers)

    def connected(self, connection: socket.socket) -> None:
        """Watch a connection. Raises InwardError for one into the own network after one to a public address."""
        self._sockets.append(connection.dup())  # TLS takes the socket itself over
        if self.passed:
            self._end()
        address = str(connection.getpeername()[0])
        if is_public(address):
            self._was_public = True
        elif self._was_public:
            raise InwardError(f"leads from a public address to {address}")

    def _end(self) -> None:
        self.passed = True
        for each in tuple(self._sockets):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side has ended it


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the net at large, and not to this machine, its network, or nobody."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global


def _handlers(deadline: Deadline) -> tuple[HTTPHandler, HTTPSHandler]:
    class Watched(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            deadline.connected(self.sock)

    class WatchedSecure(HTTPSConnection, Watched):
        """Connects as what comes after HTTPSConnection does, and speaks TLS from then on."""

    class Plain(HTTPHandler):
        def http_open(self, req: Request) -> Any:
            return self.do_open(Watched, req)

    class Secure(HTTPSHandler):
        def https_open(self, req: Request) -> Any:
            return self.do_open(WatchedSecure, req)

    return Plain(), Secure()
