"""An allowance agrees with its code list: how it is reckoned, what it is usually worth, for whom, and once at a time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records import vietnamese
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem
from app.records.times import in_the_same_time

VALUES = ("coefficient", "percent", "amount")
METHOD_OF = {"CS": "coefficient", "TL": "percent", "TIEN": "amount"}
LEADING, WITH_THE_SALARY = "PCCV", ("PCVK", "PCBL")


def method_of(allowance_code: str | None) -> str:
    """How the code list reckons an allowance: by coefficient, percent, amount, or other."""
    item = catalogues().items("allowance_types").get(allowance_code or "")
    return METHOD_OF.get(item.attributes.get("method", ""), "other") if item else "other"


def _kind(candidate: Candidate) -> Item | None:
    return catalogues().items("allowance_types").get(candidate.values.get("allowance_code") or "")


def allowance_has_one_value(candidate: Candidate) -> Iterator[Problem]:
    """Exactly the value by which the code list reckons the allowance."""
    kind, method = _kind(candidate), method_of(candidate.values.get("allowance_code"))
    if kind is None:
        return
    if kind.code in WITH_THE_SALARY:
        message = _("“%(allowance)s” is entered with the salary event; enter it there.", allowance=kind.name)
        yield Problem(message, "allowance_code")
        return
    given = [name for name in VALUES if candidate.values.get(name) is not None]
    if method == "other":
        if len(given) != 1:
            yield Problem(_("Enter one of coefficient, per cent and amount, as the decision has it."), "amount")
        return
    for name in VALUES:
        label = candidate.record.fields[name].label
        if name == method and name not in given:
            message = _(
                "“%(allowance)s” needs “%(field)s”; enter it as the decision has it.", allowance=kind.name, field=label
            )
            yield Problem(message, name)
        if name != method and name in given:
            message = _("“%(allowance)s” has no “%(field)s”; empty it.", allowance=kind.name, field=label)
            yield Problem(message, name)


def value_is_usual(candidate: Candidate) -> Iterator[Problem]:
    """The code list names the usual values of many allowances; another one is doubted."""
    kind, method = _kind(candidate), method_of(candidate.values.get("allowance_code"))
    if kind is None or method not in ("coefficient", "percent") or candidate.values.get(method) is None:
        return
    usual = _usual(kind)
    if usual and candidate.values[method] not in usual:
        message = _(
            "“%(allowance)s” is usually one of %(usual)s; check the value with the decision.",
            allowance=kind.name,
            usual=", ".join(vietnamese.coefficient(value) for value in usual),
        )
        yield Problem(message, method, "warning")


def _usual(kind: Item) -> list[Decimal]:
    listed = kind.attributes.get("values", "").replace("%", "").split("|")
    numbers = [text for text in listed if text.replace(".", "", 1).isdigit()]
    return [Decimal(text) for text in numbers] if len(numbers) == len(listed) else []


def leading_as_the_list_has_it(candidate: Candidate) -> Iterator[Problem]:
    """The allowance for leading has the coefficient of its post on that day; a higher one may be reserved for a time."""
    code, values = candidate.values.get("leading_code"), candidate.values
    if values.get("allowance_code") != LEADING:
        if code is not None:
            message = _("Only the allowance for leading belongs to a post; empty this item.")
            yield Problem(message, "leading_code")
        return
    post = catalogues().items("leadership_allowances").get(code or "")
    if post is None:
        yield Problem(_("Choose the post, so that the coefficient can be checked."), "leading_code", "warning")
        return
    right, given = Decimal(post.attributes["coefficient"]), values.get("coefficient")
    if given is not None and given != right:
        message = _(
            "“%(post)s” has the coefficient %(right)s; check it, unless the decision reserves another.",
            post=post.name,
            right=vietnamese.coefficient(right),
        )
        yield Problem(message, "coefficient", "warning")


def allowance_is_for_this_staff(candidate: Candidate) -> Iterator[Problem]:
    """Some allowances are for certain types of staff only, as the one for public service (NĐ 34/2012/NĐ-CP)."""
    kind, person = _kind(candidate), candidate.linked("employee_id")
    staff = kind.attributes.get("for_staff", "").split() if kind else []
    if kind and person and staff and person["staff_type_code"] not in staff:
        message = _("“%(allowance)s” is not for this type of staff; check person and decision.", allowance=kind.name)
        yield Problem(message, "allowance_code", "warning")


def granted_once_at_a_time(candidate: Candidate) -> Iterator[Problem]:
    """The same allowance is not granted twice for one time."""
    code = candidate.values.get("allowance_code")
    others = (row for row in candidate.fellows(candidate.record, "employee_id") if row.get("allowance_code") == code)
    found = in_the_same_time(candidate.values, others)
    if found:
        message = _("The same allowance from %(day)s lies in the same time; end that one first.", day=found[0])
        yield Problem(message, "effective_from", found[1])
