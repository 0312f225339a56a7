"""Refusals are compared in the words of the program: outside a request it speaks English here."""

import pytest


@pytest.fixture(autouse=True)
def in_english(request, monkeypatch):
    for name in {"toy_app", "world"} & set(request.fixturenames):
        app = request.getfixturevalue(name)
        monkeypatch.setattr(getattr(app, "app", app).extensions["babel"], "default_locale", "en")
