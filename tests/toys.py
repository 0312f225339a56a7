"""A small world for the engine's own tests: regions, persons in them, their pets and postings. Migrations leave it out."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped

from app.records.area import Area
from app.records.decision_block import DecisionBlock
from app.records.fields import (
    catalogue,
    choice,
    decimal,
    files,
    flag,
    identifier,
    link,
    long_text,
    partial_day,
    person_name,
    proper_name,
    text,
    whole_number,
)
from app.records.handing import Fixed, HandOn, RowOf
from app.records.partial_dates import PartialDate
from app.records.problems import Problem
from app.records.record import Record, ScopedRecord, TreeRecord


class Region(TreeRecord):
    """A node of the toy tree."""

    label = "Region"
    plural = "Regions"
    scope_tree = True
    named_by = ("name_vi",)
    managed_by = "managing_id"
    writers = ("province_officer",)
    approvers = ("province_officer",)

    code: Mapped[str] = identifier("Region code", required=True, listed=True, searched=True, key=True)
    name_vi: Mapped[str] = proper_name("Region name", required=True, listed=True, searched=True)
    parent_id: Mapped[int | None] = link("self", "Parent region")
    managing_id: Mapped[int | None] = link("self", "Region that manages its persons")


class Colour(Record):
    """An open list without approval."""

    label = "Colour"
    plural = "Colours"
    approval = False
    named_by = ("name_vi",)
    writers = ("province_officer",)

    code: Mapped[str] = identifier("Colour code", required=True, listed=True, key=True)
    name_vi: Mapped[str] = proper_name("Colour name", required=True, listed=True, searched=True)


def adults_only(candidate):
    """A toy rule: who weighs is born."""
    if candidate.values.get("weight") is not None and candidate.values["weight"] > 300:
        yield Problem("Nobody weighs that much.", "weight")
    if candidate.values.get("weight") is not None and candidate.values["weight"] > 200:
        yield Problem("Please weigh again.", "weight", "warning")


class Person(ScopedRecord):
    """The toy subject."""

    label = "Person"
    plural = "Persons"
    scope_from = "region_id"
    subject_from = "id"
    named_by = ("full_name", "number")
    ordered_by = ("full_name",)
    rules = (adults_only,)

    number: Mapped[str] = identifier("Person number", required=True, listed=True, searched=True, key=True)
    full_name: Mapped[str] = person_name("Person name", required=True, listed=True, searched=True)
    gender_code: Mapped[str | None] = catalogue(
        "genders", "Toy gender", listed=True, counted=True, question="How many men and women?"
    )
    born_on: Mapped[PartialDate | None] = partial_day("Born", listed=True, counted=True, question="Born when?")
    secret_number: Mapped[str | None] = identifier(
        "Secret number", length=12, pattern=r"[0-9]{12}", secret=True, unique=True, level="identity", listed=True
    )
    faith: Mapped[str | None] = text("Faith", level="sensitive")
    blood: Mapped[str | None] = choice(
        "Blood group",
        [("o", "Group O"), ("a", "Group A")],
        level="sensitive",
        counted=True,
        question="Which blood groups?",
    )
    weight: Mapped[int | None] = whole_number("Weight", least=1, most=1000)
    notes: Mapped[str | None] = long_text("Notes")
    region_id: Mapped[int] = link(
        Region,
        "Region of the person",
        required=True,
        listed=True,
        counted=True,
        question="How many in each region?",
        once=True,
    )
    pay: Mapped[Decimal | None] = decimal("Pay", given=False, listed=True)


class PersonRecord(ScopedRecord):
    """A row about one person."""

    __abstract__ = True
    subject_from = "person_id"
    leading = ("person_id",)

    person_id: Mapped[int] = link(Person, "Person of the row", required=True)


class Pet(PersonRecord):
    """A child record without decision."""

    label = "Pet"
    plural = "Pets"
    named_by = ("name_vi",)

    name_vi: Mapped[str] = text("Pet name", required=True, listed=True, searched=True)
    kind: Mapped[str | None] = choice(
        "Kind of pet", [("cat", "Cat"), ("dog", "Dog")], listed=True, counted=True, question="Which pets?"
    )
    is_tame: Mapped[bool | None] = flag("Tame", counted=True, question="How many are tame?")
    papers: Mapped[list[int] | None] = files("Papers")


class Posting(DecisionBlock, PersonRecord):
    """An event that feeds the region and the pay of a person."""

    label = "Posting"
    plural = "Postings"
    named_by = ("region_id",)

    region_id: Mapped[int] = link(Region, "Region of the posting", required=True, listed=True, current=Person.region_id)
    pay: Mapped[Decimal | None] = decimal("Pay of the posting", listed=True, current=Person.pay)


class Guest(ScopedRecord):
    """Somebody who is no person of the world yet; when chosen he is handed on as one, and then as the owner of his pet."""

    label = "Guest"
    plural = "Guests"
    scope_from = "region_id"
    named_by = ("full_name",)
    hands_on = (
        HandOn(
            Person,
            "Make the person",
            {
                "full_name": "full_name",
                "region_id": "region_id",
                "faith": "faith",
                "notes": lambda says: f"from {says('region_id.name_vi')}",
            },
            when=lambda says: bool(says("is_chosen")),
        ),
        HandOn(
            Pet,
            "Make the pet",
            {"person_id": RowOf(Person), "name_vi": "pet_name", "kind": Fixed("cat")},
            when=lambda says: bool(says("pet_name")),
            at_once=True,
        ),
    )

    full_name: Mapped[str] = person_name("Guest name", required=True, listed=True, searched=True)
    region_id: Mapped[int] = link(Region, "Region that chooses", required=True, listed=True)
    pet_name: Mapped[str | None] = text("Name of the guest's pet")
    faith: Mapped[str | None] = text("Faith of the guest", level="sensitive")
    is_chosen: Mapped[bool | None] = flag("Chosen")


RECORDS = [Region, Colour, Person, Pet, Posting, Guest]
area = Area("toys", "Toys", letter="z", records=RECORDS, group="Toys")
TABLES = [table for record in RECORDS for table in (record.__table__, record.past)]
