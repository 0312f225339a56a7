"""A demo province on each database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app.access.standing import operator
from app.demo.planting import Summary, plant
from app.extensions import db
from tests.factories import code_lists

PEOPLE, SEED = 200, 7


@pytest.fixture
def prepared(stocked_app: Flask) -> Iterator[Flask]:
    """The product with its code lists and nobody on record."""
    with stocked_app.app_context(), operator("test"):
        db.session.commit()
        yield stocked_app


@pytest.fixture(scope="module")
def province(product_bench: Any) -> Iterator[Summary]:
    """A small province, planted once for the tests of a file, which only read it."""
    app = product_bench.fresh()
    with app.app_context(), operator("test"):
        code_lists()
        summary = plant(PEOPLE, SEED)
        db.session.commit()
        yield summary
