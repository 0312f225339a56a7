"""What follows from the items of an appointment: shares of votes, ends of terms and of validity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after

PERCENT = 100
HOLDING = ("term", "extension")


def kind_of(code: str | None) -> Item | None:
    """The kind of an appointment, with what its law asks for in its attributes."""
    return catalogues().items("appointment_kinds").get(code or "")


def effect_of(code: str | None) -> str:
    """What a kind does: `term`, `extension`, `acting` or `ending`; nothing for an unknown one."""
    kind = kind_of(code)
    return kind.attributes.get("effect", "") if kind else ""


def movement_of(code: str | None) -> str:
    """The kind of movement by which a kind of appointment puts somebody in a post; nothing for one who stays or leaves."""
    kind = kind_of(code)
    return kind.attributes.get("movement", "") if kind else ""


def tests(code: str | None, test: str) -> bool:
    """Whether a kind is subject to a test (`age_test`, `present_post_test`, `renews`)."""
    kind = kind_of(code)
    return bool(kind and kind.attributes.get(test))


def percent_of(part: int | None, whole: int | None) -> Decimal | None:
    """A share in percent, to two places, as the minutes have it."""
    return (Decimal(part * PERCENT) / whole).quantize(Decimal("0.01")) if part is not None and whole else None


def valid_until(item_code: str | None, dated_on: date | None) -> date | None:
    """The last day on which a paper of the file may be used; None for one that does not grow old."""
    item = catalogues().items("appointment_file_items").get(item_code or "")
    months = item.attributes.get("valid_months") if item else None
    return months_after(dated_on, int(months)) if months and dated_on else None


def severity_of(candidate: Candidate) -> str:
    """A condition from which a competent body may release is a warning once its reason is named."""
    return "warning" if candidate.values.get("exception_reason") else "error"


def shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
