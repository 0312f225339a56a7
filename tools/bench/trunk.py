"""The product with the areas of its trunk alone, under the same web server: what the others add to the page of a person.

The trunk is what every personnel file needs: units, people, decisions. The database is the same one, with all its tables
and rows; only the declarations are fewer, and with them the tabs, offers and papers that the page has to look for.
"""

from __future__ import annotations

import gc

from app import create_app
from app.access import second_wall
from app.areas import decisions, organization, personnel
from run import Web

AREAS = (personnel.area, decisions.area, organization.area)


class Trunk(Web):
    """The web server of the product, with fewer areas in it."""

    def load(self) -> object:
        app = create_app(areas=AREAS)
        with app.app_context():
            second_wall.refuse_to_serve_unwalled()
        gc.collect()
        gc.freeze()
        return app


if __name__ == "__main__":
    Trunk().run()
