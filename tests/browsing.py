"""A browser of the tests: it sends the CSRF token of its page with whatever it posts, as ours do."""

from __future__ import annotations

import html
import re
from typing import Any

from flask import Flask
from flask_babel import gettext
from werkzeug.test import TestResponse

from tests.people import World, sign_in

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')


class Browser:
    """One signed-in user's browser."""

    def __init__(self, app: Flask, user_id: int) -> None:
        self.app, self.user_id, self.client = app, user_id, sign_in(app, user_id)
        self._token = ""

    @property
    def token(self) -> str:
        """The token that stands in every page."""
        if not self._token:
            found = TOKEN.search(self.client.get("/").text)
            assert found, "the home page carries no CSRF token"
            self._token = html.unescape(found.group(1))
        return self._token

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, buffered=True, **options)

    def post(self, path: str, data: Any = None, **options: Any) -> TestResponse:
        return self.client.post(path, data=data, **self._with_token(options))

    def put(self, path: str, **options: Any) -> TestResponse:
        return self.client.put(path, **self._with_token(options))

    def delete(self, path: str, **options: Any) -> TestResponse:
        return self.client.delete(path, **self._with_token(options))

    def _with_token(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"buffered": True, **options, "headers": {"X-CSRFToken": self.token, **options.get("headers", {})}}


def browse(world: World, name: str) -> Browser:
    """The browser of a user of the toy world."""
    return Browser(world.app, world.users[name])


def said(app: Flask, message: Any, **values: Any) -> str:
    """A message as a page says it to the reader, for comparing with `text_of` an answer."""
    with app.test_request_context():
        return gettext(message, **values) if isinstance(message, str) else str(message)


def text_of(answer: TestResponse) -> str:
    """What stands in an answer, with the signs that HTML spells out read as people do."""
    return html.unescape(answer.text)
