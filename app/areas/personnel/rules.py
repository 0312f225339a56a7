"""What must hold between the items of a personnel record. Doubt warns; only the impossible is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.personnel.identity_numbers import LENGTH, contradictions
from app.changes.validation import Candidate
from app.records.catalogues import catalogues
from app.records.clock import today
from app.records.partial_dates import PartialDate
from app.records.problems import Problem

YOUNGEST, OLDEST, LEAST_AGE_OF_A_PARENT = 16, 75, 13
HONOUR = "Danh hiệu vinh dự Nhà nước"
SIDES = [("self", _("Own family")), ("spouse", _("Family of the spouse"))]
IN_LAW = "SL"
CARD, ALIAS = "citizen", "alias"
PARENTS, CHILDREN = ("CD", "MD"), ("CON",)


def name_of_letters(candidate: Candidate) -> Iterator[Problem]:
    """A name is made of letters; one word alone is rarely a full name."""
    name = candidate.values.get("full_name") or ""
    if any(not (char.isalpha() or char in " '’-.") for char in name):
        yield Problem(_("A name has letters only; take out digits and signs."), "full_name")
    elif name and " " not in name:
        yield Problem(_("Only one word is given; enter family, middle and given name."), "full_name", "warning")


def born_within_reason(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is born after today; an employee is neither a child nor long past every age of retirement."""
    born = candidate.values.get("born_on")
    if born is None:
        return
    age = today().year - born.year
    if born.earliest() > today():
        yield Problem(_("The date of birth lies in the future; check it."), "born_on")
    elif not YOUNGEST <= age <= OLDEST:
        yield Problem(
            _("The person would be %(age)d years old; check the date of birth.", age=age),
            "born_on",
            "warning",
        )


def number_fits_sex_and_birth(candidate: Candidate) -> Iterator[Problem]:
    """The personal identification number names sex and year of birth; a contradiction never blocks."""
    values = candidate.values
    for message in contradictions(
        values.get("personal_id_number") or "", values.get("gender_code"), _registered_birth(values)
    ):
        yield Problem(message, "personal_id_number", "warning")


def _registered_birth(values: Any) -> PartialDate | None:
    """The number was given by the population database, so its date counts where the two differ."""
    return values.get("born_on_in_register") or values.get("born_on")


def birth_difference_is_dealt_with(candidate: Candidate) -> Iterator[Problem]:
    """Where two systems know two dates of birth, the file says what is done about it."""
    values = candidate.values
    other, said = values.get("born_on_in_register"), values.get("birth_difference")
    if other and other != values.get("born_on") and not said:
        message = _("Two dates of birth are on record; say what is done about it.")
        yield Problem(message, "birth_difference", "warning")
    if said and not other:
        yield Problem(_("There is no other date of birth; enter it, or empty this."), "birth_difference", "warning")


def recruited_as_an_adult(candidate: Candidate) -> Iterator[Problem]:
    """First recruited at sixteen or later, and in the present body not before that."""
    values = candidate.values
    born, recruited, joined = (values.get(name) for name in ("born_on", "first_recruited_on", "joined_unit_on"))
    if born and recruited and recruited.latest().year - born.year < YOUNGEST:
        message = _("Recruited before the age of %(age)d; check both dates.", age=YOUNGEST)
        yield Problem(message, "first_recruited_on", "warning")
    if recruited and joined and joined.definitely_before(recruited):
        yield Problem(
            _("Joined the present body before the first recruitment; check both dates."),
            "joined_unit_on",
            "warning",
        )


def honoured_by_the_state(candidate: Candidate) -> Iterator[Problem]:
    """Item 22 takes honorary titles of the State; other rewards have their own record."""
    item = catalogues().items("reward_forms").get(candidate.values.get("state_honour_code") or "")
    if item and item.attributes.get("category") != HONOUR:
        yield Problem(
            _("“%(name)s” is no honorary title of the State; enter it among the rewards.", name=item.name),
            "state_honour_code",
        )


def document_has_the_form_of_its_kind(candidate: Candidate) -> Iterator[Problem]:
    """Each kind of document has its shape of number, kept in the code list."""
    kind = catalogues().items("identity_document_types").get(candidate.values.get("kind_code") or "")
    number = candidate.values.get("number") or ""
    pattern = kind.attributes.get("pattern") if kind else None
    if kind and pattern and number and not re.search(pattern, number):
        yield Problem(_("This is no number of the kind “%(kind)s”; check number and kind.", kind=kind.name), "number")
    issued, expires = candidate.values.get("issued_on"), candidate.values.get("expires_on")
    if issued and expires and expires < issued.earliest():
        yield Problem(_("The document expires before it is issued; check both dates."), "expires_on")


def document_number_fits_the_person(candidate: Candidate) -> Iterator[Problem]:
    """As for the personal identification number of the employee himself."""
    person = candidate.linked("employee_id")
    if person:
        for message in contradictions(
            candidate.values.get("number") or "", person["gender_code"], _registered_birth(person)
        ):
            yield Problem(message, "number", "warning")


def card_bears_the_personal_number(candidate: Candidate) -> Iterator[Problem]:
    """A card in use bears the personal identification number that stands in the file."""
    person, number = candidate.linked("employee_id"), candidate.values.get("number") or ""
    is_card = _takes_the_place_of(candidate.values.get("kind_code")) == CARD and len(number) == LENGTH
    if not (person and is_card and candidate.values.get("is_current")):
        return
    declared = candidate.record.fields["employee_id"].kind.target.fields["personal_id_number"]  # type: ignore[attr-defined]
    known = person[declared.index_name]
    if known and known != declared.blind(number):
        message = _("The personnel file has another personal identification number; compare both with the card.")
        yield Problem(message, "number", "warning")


def one_current_document(candidate: Candidate) -> Iterator[Problem]:
    """Of documents that take each other's place, as identity cards of old and new law, only one is in use."""
    if not candidate.values.get("is_current"):
        return
    kind = _takes_the_place_of(candidate.values.get("kind_code"))
    others = candidate.fellows(candidate.record, "employee_id")
    if any(row.get("is_current") and _takes_the_place_of(row.get("kind_code")) == kind for row in others):
        message = _("Another document of this kind is marked as in use; take the mark off that one.")
        yield Problem(message, "is_current", "warning")


def document_in_use_is_valid(candidate: Candidate) -> Iterator[Problem]:
    """What has run out is in use no more."""
    expires = candidate.values.get("expires_on")
    if candidate.values.get("is_current") and expires and expires < today():
        yield Problem(_("The document has run out; enter the new one and take the mark off."), "is_current", "warning")


def _takes_the_place_of(kind_code: str | None) -> str | None:
    """What the document is good for: cards of several kinds, or its own kind alone."""
    kind = catalogues().items("identity_document_types").get(kind_code or "")
    return kind.attributes.get("instead_of") or kind.code if kind else None


def name_change_has_its_paper(candidate: Candidate) -> Iterator[Problem]:
    """A change or correction of the name has its day and its paper; an alias needs neither."""
    values = candidate.values
    if values.get("reason") in (None, ALIAS):
        return
    for name, message in (
        ("used_until", _("Enter the day until which this name was borne.")),
        ("paper_number", _("Enter the paper of the civil registry on which the name was changed.")),
    ):
        if not values.get(name):
            yield Problem(message, name, "warning")


def side_of(relation_code: str | None) -> str | None:
    """The part of item 36 under which a relation is declared: 36.1 one's own family, 36.2 the spouse's."""
    relation = catalogues().items("family_relations").get(relation_code or "")
    if relation is None:
        return None
    return "spouse" if relation.attributes.get("side") == IN_LAW else "self"


def relative_of_fitting_age(candidate: Candidate) -> Iterator[Problem]:
    """A parent is older than the employee, a child younger."""
    person, born = candidate.linked("employee_id"), candidate.values.get("born_on")
    if person is None or born is None:
        return
    relation, own_year = candidate.values.get("relation_code"), person["born_on"].year
    if relation in PARENTS and own_year - born.year < LEAST_AGE_OF_A_PARENT:
        yield Problem(_("A parent would be too young; check relation and birth."), "born_on", "warning")
    if relation in CHILDREN and born.year - own_year < LEAST_AGE_OF_A_PARENT:
        yield Problem(_("A child would be too old; check relation and birth."), "born_on", "warning")
