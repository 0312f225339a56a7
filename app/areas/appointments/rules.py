"""What the law asks of an appointment: its term, its conditions, its file (NĐ 115/2020/NĐ-CP Điều 43–49).

What an exception may allow is refused only as long as none is named; then it is shown to whoever approves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.areas.appointments.conduct import discipline_on
from app.areas.appointments.deriving import HOLDING, effect_of, severity_of, shown, tests
from app.areas.appointments.figures import PRESENT_POST, TERM
from app.areas.personnel.retirement import retires_on
from app.changes.validation import Candidate
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.problems import Problem

PAPER = "appointment_file_item"


def follows_its_process(candidate: Candidate) -> Iterator[Problem]:
    """The decision is about the person and the position of its process, and comes before the old term has ended."""
    process, decided = candidate.linked("process_id"), candidate.values.get("decided_on")
    if process is None:
        return
    if process["employee_id"] != candidate.values.get("employee_id"):
        yield Problem(_("The process is about another person; choose a process of this one."), "process_id")
    if process["position_id"] != candidate.values.get("position_id"):
        yield Problem(_("The process is about another position; check both."), "process_id", "warning")
    if process["outcome"] in ("not_proposed", "postponed"):
        yield Problem(_("The process ended without a proposal; check it."), "process_id", "warning")
    ends = process["term_ends_on"]
    if decided and ends and decided >= ends and tests(candidate.values.get("kind_code"), "renews"):
        message = _(
            "Decided when the term had ended on %(day)s; until then the office may not be exercised.", day=shown(ends)
        )
        yield Problem(message, "decided_on", "warning")


def has_the_term_of_its_kind(candidate: Candidate) -> Iterator[Problem]:
    """A term has its length and its end; acting has no term, and who leaves a position says why (Điều 43, 47, 54)."""
    values = candidate.values
    effect, since = effect_of(values.get("kind_code")), values.get("effective_from")
    if effect in ("acting", "ending") and values.get("term_months") is not None:
        message = _("This kind gives no term; empty the term, or choose another kind.")
        yield Problem(message, "term_months")
    if effect == "ending" and not values.get("end_reason"):
        yield Problem(_("Enter the reason for leaving the position."), "end_reason", "warning")
    if effect == "extension" and values.get("effective_to") is None:
        yield Problem(_("Enter the day until which the position is held."), "effective_to")
    if effect == "term" and since:
        yield from _term_problems(candidate, since.earliest())


def _term_problems(candidate: Candidate, since: date) -> Iterator[Problem]:
    most = candidate.figure(TERM, since)
    months, until = candidate.values.get("term_months") or most, candidate.values.get("effective_to")
    if most is not None and months > most:
        yield Problem(_("A term is at most %(most)d months.", most=most), "term_months")
    if months is None:
        return
    ends, retires = months_after(since, months), _retires_on(candidate)
    if retires and retires < ends:
        ends = retires  # who has less than a term left is given it until retirement (Điều 49 khoản 2)
    if until is None:
        message = _("The term ends on %(day)s; enter the end.", day=shown(ends))
        yield Problem(message, "effective_to")
    elif not until.earliest() - timedelta(days=1) <= ends <= until.latest() + timedelta(days=1):
        message = _("The term ends on %(day)s; check the end.", day=shown(ends))
        yield Problem(message, "effective_to", "warning")


def serves_the_whole_term_before_retirement(candidate: Candidate) -> Iterator[Problem]:
    """Who is first appointed, or to a higher position, can serve the whole term; nobody serves beyond (Điều 44 khoản 5)."""
    values, retires = candidate.values, _retires_on(candidate)
    since, until = values.get("effective_from"), values.get("effective_to")
    if retires is None or since is None:
        return
    most = candidate.figure(TERM, since.earliest())
    is_tested = most is not None and tests(values.get("kind_code"), "age_test")
    if is_tested and retires < months_after(since.earliest(), values.get("term_months") or most):
        message = _("Retirement on %(day)s comes before the term is served; name the exception.", day=shown(retires))
        yield Problem(message, "effective_to", severity_of(candidate))
    elif until and retires < until.earliest() and effect_of(values.get("kind_code")) in HOLDING:
        message = _("The position would be held beyond the retirement on %(day)s.", day=shown(retires))
        yield Problem(message, "effective_to", "warning")


def _retires_on(candidate: Candidate) -> date | None:
    person = candidate.linked("employee_id")
    return retires_on(person["gender_code"], person["born_on"]) if person else None


def served_long_enough(candidate: Candidate) -> Iterator[Problem]:
    """Among the appointments on record, the one in force before has lasted the months that the law asks (Điều 44.3)."""
    since = candidate.values.get("effective_from")
    if since is None or not tests(candidate.values.get("kind_code"), "present_post_test"):
        return
    least, begun = candidate.figure(PRESENT_POST, since.earliest()), _last_begun(candidate, since.earliest())
    if least is not None and begun and since.latest() < months_after(begun, least):
        message = _(
            "In the present post since %(day)s, less than the %(least)d months that the law asks; name the exception.",
            day=shown(begun),
            least=least,
        )
        yield Problem(message, "effective_from", severity_of(candidate))


def _last_begun(candidate: Candidate, before: date) -> date | None:
    """Since when the last position was held without a break by reappointment."""
    held = [
        row
        for row in candidate.fellows(candidate.record, "employee_id")
        if effect_of(row["kind_code"]) in HOLDING and row["effective_from"].earliest() < before
    ]
    last = max(held, key=lambda row: row["effective_from"].earliest(), default=None)
    same = [row["effective_from"].earliest() for row in held if last and row["position_id"] == last["position_id"]]
    return min(same, default=None)


def begins_after_the_last_term(candidate: Candidate) -> Iterator[Problem]:
    """The same position is not given for two terms at once."""
    values = candidate.values
    since, until = values.get("effective_from"), values.get("effective_to")
    if since is None or effect_of(values.get("kind_code")) not in HOLDING:
        return
    for row in candidate.fellows(candidate.record, "employee_id"):
        other = (row["position_id"], row["unit_id"]) != (values.get("position_id"), values.get("unit_id"))
        if other or effect_of(row["kind_code"]) not in HOLDING:
            continue
        begins_before_its_end = row["effective_to"] is None or since.definitely_before(row["effective_to"])
        ends_after_its_beginning = until is None or row["effective_from"].definitely_before(until)
        if begins_before_its_end and ends_after_its_beginning:
            message = _(
                "The same position is already held for a term from %(day)s; check both terms.",
                day=row["effective_from"].display(),
            )
            yield Problem(message, "effective_from", "warning")
            return


def under_no_discipline(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is appointed while a discipline has its effect, nor higher while it bars promotion (Điều 44 khoản 7)."""
    since = candidate.values.get("effective_from")
    if since:
        yield from discipline_on(candidate, since.earliest(), "effective_from", severity_of(candidate))


def file_is_complete(candidate: Candidate) -> Iterator[Problem]:
    """The papers of the file have come in, and were still valid when it was decided (Điều 48)."""
    if candidate.values.get("process_id") is None:
        return
    # Asked by its name: its declaration stands on these rules.
    papers = {row["item_code"]: row for row in candidate.fellows(registry().record(PAPER), "process_id")}
    wanted = catalogues().items("appointment_file_items")
    missing = [item.name for code, item in wanted.items() if code not in papers]
    if missing:
        message = _("The file lacks: %(papers)s.", papers="; ".join(missing))
        yield Problem(message, "process_id", "warning")
    decided = candidate.values.get("decided_on")
    stale = [
        wanted[code].name
        for code, row in papers.items()
        if decided and code in wanted and row["valid_until"] and row["valid_until"] < decided
    ]
    if stale:
        message = _("No longer valid on the day of the decision: %(papers)s.", papers="; ".join(stale))
        yield Problem(message, "process_id", "warning")
