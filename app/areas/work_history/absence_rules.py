"""What must hold between the items of a secondment, a leave or a separation (NĐ 115/2020/NĐ-CP Điều 27, 57–59)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.areas.personnel.retirement import retires_on
from app.areas.work_history.figures import (
    RETIREMENT_DECISION,
    RETIREMENT_NOTICE,
    RETIREMENT_PUT_OFF,
    SECONDMENT_MOST,
)
from app.changes.validation import Candidate
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.problems import Problem
from app.records.times import in_the_same_time

AT_AGE = "NH"
WITHOUT_END = ("TDC", "CH")


def one_at_a_time(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is seconded twice, on two leaves or leaves the service twice at once."""
    found = in_the_same_time(candidate.values, candidate.fellows(candidate.record, "employee_id"))
    if found:
        message = _("Another one of this person from %(day)s lies in the same time; check both.", day=found[0])
        yield Problem(message, "effective_from", found[1])


def goes_to_another_unit(candidate: Candidate) -> Iterator[Problem]:
    """The host is a unit on record or named in words, and another than the home unit."""
    home, host, words = (candidate.values.get(name) for name in ("home_unit_id", "host_unit_id", "host_text"))
    if host is None and not words:
        yield Problem(_("Choose the host unit, or name the host body in words."), "host_unit_id")
    if host is not None and words:
        yield Problem(_("The host unit is chosen already; leave the words empty."), "host_text")
    if host is not None and host == home:
        yield Problem(_("Home and host are the same unit; choose the other one."), "host_unit_id")


def lasts_as_the_law_allows(candidate: Candidate) -> Iterator[Problem]:
    """A secondment has an end, at most three years after its beginning (Điều 27 khoản 2)."""
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    if since is None:
        return
    if until is None:
        yield Problem(_("A secondment has an end; enter it."), "effective_to")
        return
    most = candidate.figure(SECONDMENT_MOST, since.earliest())
    if most is not None and until.earliest() > months_after(since.latest(), most):
        severity = "warning" if candidate.values.get("exception_reason") else "error"
        message = _("A secondment lasts at most %(most)d months; shorten it, or say who allowed more.", most=most)
        yield Problem(message, "effective_to", severity)


def leave_has_an_end(candidate: Candidate) -> Iterator[Problem]:
    """A leave ends, unless it is a suspension or lasts until retirement; one of a usual length is not much longer."""
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    code = candidate.values.get("kind_code")
    if until is None and code not in WITHOUT_END:
        message = _("Enter the last day of the leave, so that the person is at work again after it.")
        yield Problem(message, "effective_to", "warning")
    kind = catalogues().items("leave_kinds").get(code or "")
    usual = int(kind.attributes.get("usual_months") or 0) if kind else 0
    if kind and usual and since and until and until.earliest() > months_after(since.latest(), usual):
        message = _("“%(kind)s” lasts %(usual)d months as a rule; check the end.", kind=kind.name, usual=usual)
        yield Problem(message, "effective_to", "warning")


def _retirement(candidate: Candidate) -> date | None:
    """The last day of service by the age of the law, for a retirement at that age."""
    if candidate.values.get("reason_code") != AT_AGE:
        return None
    person = candidate.linked("employee_id")
    return retires_on(person["gender_code"], person["born_on"]) if person else None


def retires_at_the_age_of_the_law(candidate: Candidate) -> Iterator[Problem]:
    """Retirement begins on the first day after the month of the age, or some months later when it is put off."""
    since, retires = candidate.values.get("effective_from"), _retirement(candidate)
    put_off = candidate.figure(RETIREMENT_PUT_OFF, since.earliest()) if since else None
    if since is None or retires is None or put_off is None:
        return
    first = retires + timedelta(days=1)
    day = first.strftime("%d/%m/%Y")
    if since.latest() < first:
        message = _("The age of retirement is reached later: retired from %(day)s. Check date and reason.", day=day)
        yield Problem(message, "effective_from", "warning")
    elif since.earliest() > months_after(first, put_off):
        message = _(
            "Retirement was due from %(day)s and may be put off by %(most)d months at most; check the date.",
            day=day,
            most=put_off,
        )
        yield Problem(message, "effective_from", "warning")


def retirement_is_announced_in_time(candidate: Candidate) -> Iterator[Problem]:
    """Notice six months and decision three months before (Điều 59 khoản 6, 7)."""
    if candidate.values.get("reason_code") != AT_AGE or candidate.values.get("effective_from") is None:
        return
    since = candidate.values["effective_from"].latest()
    for field, figure, message in (
        ("notified_on", RETIREMENT_NOTICE, _("Notice is due %(months)d months before retirement; it came later.")),
        ("decided_on", RETIREMENT_DECISION, _("The decision is due %(months)d months before retirement.")),
    ):
        given, months = candidate.values.get(field), candidate.figure(figure, since)
        if given and months is not None and given > months_after(since, -months):
            yield Problem(message % {"months": months}, field, "warning")
