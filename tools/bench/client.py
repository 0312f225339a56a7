"""A small client: HTTP/1.1 over one kept socket, so that what is measured is the server.

It asks about 15,000 times a second of a server that does nothing; `share` tells how busy it was itself.
"""

from __future__ import annotations

import multiprocessing
import re
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from tools.bench.figures import Measured

WARM = 4
PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@dataclass
class Wire:
    """One kept connection and the cookies that came over it."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        return self._ask(self._request("GET", path, b""))

    def post(self, path: str, fields: Mapping[str, str] | Sequence[tuple[str, str]]) -> Answer:
        return self._ask(self._request("POST", path, urlencode(list(dict(fields).items())).encode()))

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Language: vi"]
        lines += [f"Cookie: {cookies}"] if cookies else []
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _ask(self, request: bytes) -> Answer:
        """Over the kept connection; over a new one when the server has closed it meanwhile."""
        try:
            answer = self._exchange(request)
        except ConnectionError:
            self.close()
            answer = self._exchange(request)
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _sign, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.header("connection").lower() == "close":
            self.close()
        return answer

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        held = self._more(b"")
        while (end := held.find(b"\r\n\r\n")) < 0:
            held = self._more(held)
        first, *lines = held[:end].decode("latin-1").split("\r\n")
        headers = [(name.lower(), value.strip()) for name, _sign, value in (line.partition(":") for line in lines)]
        answer = Answer(int(first.split(" ", 2)[1]), headers, b"")
        return Answer(answer.status, headers, self._body(answer, held[end + 4 :]))

    def _body(self, answer: Answer, held: bytes) -> bytes:
        if answer.header("transfer-encoding") == "chunked":
            return self._chunks(held)
        length = int(answer.header("content-length") or 0)
        while len(held) < length:
            held = self._more(held)
        return held

    def _chunks(self, held: bytes) -> bytes:
        body = b""
        while True:
            while (end := held.find(b"\r\n")) < 0:
                held = self._more(held)
            size = int(held[:end], 16)
            while len(held) < end + size + 4:
                held = self._more(held)
            body, held = body + held[end + 2 : end + 2 + size], held[end + size + 4 :]
            if not size:
                return body

    def _more(self, held: bytes) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise ConnectionResetError
        return held + piece

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def sign_in(port: int, username: str, password: str) -> Wire:
    """A connection whose session is that of a user, opened as people open it."""
    wire = Wire(port)
    token = fields_of(wire.get("/login/").body, "csrf_token").get("csrf_token", "")
    answer = wire.post("/login/", {"username": username, "password": password, "csrf_token": token})
    if answer.status != 302:
        raise RuntimeError(f"{username} could not sign in: {answer.status}")
    return wire


def one_client(wire: Wire, paths: Sequence[str], requests: int) -> Measured:
    """One request after the other, each timed; the first few only warm the server."""
    for number in range(WARM):
        wire.get(paths[number % len(paths)])
    seconds, wrong, sizes = [], 0, []
    for number in range(requests):
        begun = time.perf_counter()
        answer = wire.get(paths[number % len(paths)])
        seconds.append(time.perf_counter() - begun)
        wrong += answer.status != 200
        sizes.append(len(answer.body))
    return Measured(seconds, size=sum(sizes) // max(len(sizes), 1), wrong=wrong)


def many_clients(wire: Wire, paths: Sequence[str], clients: int, seconds: float) -> tuple[float, float]:
    """Requests a second of several clients at once, each a process, and the share of a processor that they took."""
    context = multiprocessing.get_context("fork")
    with context.Pool(clients) as pool:
        orders = [(wire.port, wire.cookies, [*paths[place:], *paths[:place]], seconds) for place in range(clients)]
        done = pool.starmap(_keep_asking, orders, chunksize=1)
    return sum(rate for rate, _share in done), sum(share for _rate, share in done)


def _keep_asking(port: int, cookies: dict[str, str], paths: Sequence[str], seconds: float) -> tuple[float, float]:
    wire, count = Wire(port, dict(cookies)), 0
    begun, worked = time.perf_counter(), time.process_time()
    while time.perf_counter() - begun < seconds:
        if wire.get(paths[count % len(paths)]).status == 200:
            count += 1
    passed = time.perf_counter() - begun
    wire.close()
    return count / passed, (time.process_time() - worked) / passed


class _Form(HTMLParser):
    """The fields of the form that has a certain field, with what stands in them."""

    def __init__(self, having: str) -> None:
        super().__init__()
        self.having, self.fields, self.found = having, {}, {}  # type: tuple[str, dict[str, str], dict[str, str]]
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.fields = {}
        elif tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.fields[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form" and self.having in self.fields:
            self.found = self.fields


def fields_of(page: bytes, having: str) -> dict[str, str]:
    """What a browser would send of the last form of a page that has this field."""
    form = _Form(having)
    form.feed(page.decode())
    return form.found


def timed_post(wire: Wire, path: str, fields: Mapping[str, Any]) -> tuple[float, int]:
    """Seconds and status of one act."""
    begun = time.perf_counter()
    answer = wire.post(path, fields)
    return time.perf_counter() - begun, answer.status


def keys_in(page: bytes, pattern: str) -> list[int]:
    """The keys that the addresses of a page name, each once."""
    return [int(key) for key in dict.fromkeys(re.findall(pattern, page.decode()))]
