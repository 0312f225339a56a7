"""A walk over every record of the product: what a declaration says, and that the least row is valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask_babel import force_locale

from app.access.standing import current_standing, operator
from app.areas import AREAS
from app.areas.administration.code_lists import CODE_LISTS
from app.changes.validation import Candidate, problems_of
from app.records.area import Registry
from app.records.catalogues import CatalogueKind
from app.records.choices import CatalogueItem
from app.records.record import Record
from tests.factories import FACTORIES, least

RECORDS = list(Registry(AREAS, [CatalogueItem]))
GLOSSARY = Path(__file__).parent.parent.parent / "docs" / "glossary.md"
each_record = pytest.mark.parametrize("record", RECORDS, ids=[record.name for record in RECORDS])


@each_record
def test_a_record_says_what_it_is_called_and_what_it_is(record):
    assert str(record.label) and str(record.plural)
    assert str(record.label) != str(record.plural)
    assert record.__doc__ and record.__doc__ != Record.__doc__


@each_record
def test_a_record_has_its_line_in_the_glossary_with_a_vietnamese_term_and_a_source(record):
    lines = [
        line
        for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{record.__name__}` |")
    ]
    assert len(lines) == 1, record.__name__
    _empty, _name, vietnamese, what, source, _end = (part.strip() for part in lines[0].split("|"))
    assert vietnamese and what
    assert re.search(r"QC|SYLL|NĐ|TT|QĐ|Luật", source)


@each_record
def test_a_record_can_be_told_apart_and_put_in_order(record):
    assert record.named_by
    columns = record.__table__.c
    assert all(name.removeprefix("-") in columns for name in record.ordered_by)
    assert any(field.listed for field in record.fields.values())


def test_one_english_label_stands_for_one_thing():
    meant: dict[str, set[str]] = {}
    for record in RECORDS:
        for field in record.fields.values():
            owner = next(base for base in record.__mro__ if field.name in vars(base).get("__annotations__", {}))
            meant.setdefault(str(field.label), set()).add(f"{owner.__name__}.{field.name}")
    assert {label: found for label, found in meant.items() if len(found) > 1} == {}


def test_every_code_list_that_a_field_names_is_among_the_facts_of_the_product():
    named = {
        name
        for record in RECORDS
        for field in record.fields.values()
        if isinstance(field.kind, CatalogueKind)
        for name in field.kind.lists
    }
    home = GLOSSARY.parent.parent / "app" / "seed" / "catalogues"
    assert named <= {file.stem for file in home.glob("*.csv")}


def test_every_record_has_a_factory_and_no_factory_is_left_over():
    assert set(FACTORIES) == {record.name for record in RECORDS}


@each_record
def test_the_factory_gives_a_valid_row_that_can_spare_nothing(stocked_app, record):
    with stocked_app.app_context(), operator("test"), force_locale("en"):
        row = least(record)
        assert errors(record, row) == []
        for name in row:
            rest = {field: value for field, value in row.items() if field != name}
            assert errors(record, rest), f"{record.__name__}.{name} can be left out"


def errors(record, row):
    candidate = Candidate(record, row, frozenset(row), None, current_standing())
    return [f"{problem.field}: {problem.message}" for problem in problems_of(candidate) if problem.is_error]


def test_every_code_list_among_the_facts_of_the_product_has_a_name():
    home = GLOSSARY.parent.parent / "app" / "seed" / "catalogues"
    assert {file.stem for file in home.glob("*.csv")} == set(CODE_LISTS)
