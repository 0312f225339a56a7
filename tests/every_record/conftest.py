"""What every record's sheets are tried with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.access.standing import Standing, acting_as, operator, standing_of
from app.extensions import db
from tests.factories import code_lists
from tests.people import make_user


@pytest.fixture
def officer(product_app: Flask) -> Iterator[Standing]:
    """The standing of a Home Affairs officer in a province with every code list."""
    with product_app.app_context():
        with operator("test data"):
            code_lists()
            db.session.commit()
            standing = standing_of(make_user("can_bo_so", "province_officer"))
        with product_app.test_request_context(), acting_as(standing):
            yield standing
