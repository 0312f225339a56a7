"""Code lists."""

from app.records.choices import CatalogueItem
from tests.factories.base import NUMBERS, factory


@factory(CatalogueItem)
def catalogue_item(_given):
    return {"list_code": "religions", "code": f"x{next(NUMBERS)}", "name_vi": "Một tôn giáo"}
