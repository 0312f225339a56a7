"""The stock application that the attacks are shown on."""

import pytest

from tests.attacks.stock import Stock


@pytest.fixture
def stock(tmp_path):
    """Make stock applications: `stock(PersonView, apis=(PersonApi,))`."""
    made = []

    def make(*views, **options):
        made.append(Stock(tmp_path / str(len(made)), *views, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
