"""What the law asks of the way to an appointment: its beginning, its votes, the papers of its file (NĐ 115/2020 Điều 44–51)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.areas.appointments.conduct import discipline_on
from app.areas.appointments.deriving import HOLDING, PERCENT, effect_of, severity_of, shown, tests, valid_until
from app.areas.appointments.figures import LEAD, LEAST_NEW_TERM, PRESENT_POST, VOTE
from app.areas.personnel.retirement import retires_on
from app.changes.validation import Candidate
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.problems import Problem


def process_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """A process ends after it begins; one that is over says when."""
    begun, over = candidate.values.get("begun_on"), candidate.values.get("concluded_on")
    if begun and over and over < begun:
        yield Problem(_("The process ends before it begins; check both dates."), "concluded_on")
    if over is None and candidate.values.get("outcome") in ("proposed", "not_proposed"):
        yield Problem(_("Enter the day on which the process was concluded."), "concluded_on")


def reappointment_is_begun_in_time(candidate: Candidate) -> Iterator[Problem]:
    """Begun so many days before the term ends; shortly before retirement the term is extended instead (Điều 49)."""
    values = candidate.values
    begun, ends = values.get("begun_on"), values.get("term_ends_on")
    if not tests(values.get("kind_code"), "renews"):
        return
    if ends is None:
        yield Problem(_("Enter the day on which the present term ends."), "term_ends_on")
        return
    lead = candidate.figure(LEAD, ends)
    if begun and lead is not None and begun > ends - timedelta(days=lead):
        last = shown(ends - timedelta(days=lead))
        message = _("It should have begun by %(day)s, %(lead)d days before the term ends.", day=last, lead=lead)
        yield Problem(message, "begun_on", "warning")
    yield from _long_enough_for_a_new_term(candidate, ends)


def _long_enough_for_a_new_term(candidate: Candidate, ends: date) -> Iterator[Problem]:
    person, least = candidate.linked("employee_id"), candidate.figure(LEAST_NEW_TERM, ends)
    retires = retires_on(person["gender_code"], person["born_on"]) if person else None
    effect = effect_of(candidate.values.get("kind_code"))
    if retires is None or least is None:
        return
    is_short = retires < months_after(ends, least)
    if is_short and effect == "term":
        message = _(
            "Less than %(least)d months remain until retirement on %(day)s; choose the extension.",
            least=least,
            day=shown(retires),
        )
        yield Problem(message, "kind_code", "warning")
    if not is_short and effect == "extension":
        message = _(
            "%(least)d months or more remain until retirement on %(day)s; choose the reappointment.",
            least=least,
            day=shown(retires),
        )
        yield Problem(message, "kind_code", "warning")


def served_long_enough_for_the_process(candidate: Candidate) -> Iterator[Problem]:
    """So many months in the present or an equivalent post, unless first appointed (Điều 44 khoản 3)."""
    begun, since = candidate.values.get("begun_on"), candidate.values.get("in_present_post_since")
    if begun is None or not tests(candidate.values.get("kind_code"), "present_post_test"):
        return
    least = candidate.figure(PRESENT_POST, begun)
    if least is None:
        return
    if since is None:
        message = _("Enter since when the person has been in the present post.")
        yield Problem(message, "in_present_post_since", "warning")
    elif begun < months_after(since, least):
        message = _(
            "In the present post since %(day)s, less than the %(least)d months that the law asks; name the exception.",
            day=shown(since),
            least=least,
        )
        yield Problem(message, "in_present_post_since", severity_of(candidate))


def is_neither_handled_nor_prosecuted(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is proposed while discipline is being handled or while he is prosecuted (Điều 44 khoản 7, 8)."""
    if effect_of(candidate.values.get("kind_code")) not in HOLDING or candidate.values.get("outcome") != "proposed":
        return
    is_clear = candidate.values.get("is_clear")
    if is_clear is None:
        message = _("Say whether the person is neither handled for discipline nor prosecuted.")
        yield Problem(message, "is_clear", "warning")
    elif not is_clear:
        message = _("Nobody is proposed while handled for discipline or prosecuted; postpone the process.")
        yield Problem(message, "is_clear")


def is_under_no_discipline(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is proposed while a discipline on record has its effect or bars promotion (Điều 44 khoản 7)."""
    on = candidate.values.get("concluded_on") or candidate.values.get("begun_on")
    severity = severity_of(candidate) if candidate.values.get("outcome") == "proposed" else "warning"
    if on and candidate.values.get("outcome") not in ("not_proposed", "postponed"):
        yield from discipline_on(candidate, on, "kind_code", severity)


def belongs_to_the_same_person(candidate: Candidate) -> Iterator[Problem]:
    """A step or a paper is about the person of its process."""
    process = candidate.linked("process_id")
    if process and process["employee_id"] != candidate.values.get("employee_id"):
        yield Problem(_("The process is about another person; choose a process of this one."), "process_id")


def votes_add_up(candidate: Candidate) -> Iterator[Problem]:
    """No more vote in favour than came, no more came than were summoned."""
    summoned, present, agreed = (candidate.values.get(name) for name in ("summoned", "present", "agreed"))
    if summoned is not None and present is not None and present > summoned:
        yield Problem(_("More came than were summoned; check both numbers."), "present")
    if present is not None and agreed is not None and agreed > present:
        yield Problem(_("More voted in favour than came; check both numbers."), "agreed")


def vote_reaches_the_majority(candidate: Candidate) -> Iterator[Problem]:
    """The votes in favour exceed the part of those summoned that the law names (Điều 46, 51)."""
    summoned, agreed, held = (candidate.values.get(name) for name in ("summoned", "agreed", "held_on"))
    most = candidate.figure(VOTE, held) if held else None
    if summoned and agreed is not None and most is not None and agreed * PERCENT <= summoned * most:
        message = _("The votes in favour do not exceed %(most)d %% of those summoned.", most=most)
        yield Problem(message, "agreed", "warning")


def paper_is_valid_when_received(candidate: Candidate) -> Iterator[Problem]:
    """A photograph or a certificate of health is not older than its validity when it comes in (Điều 48)."""
    dated, received = candidate.values.get("dated_on"), candidate.values.get("received_on")
    item = catalogues().items("appointment_file_items").get(candidate.values.get("item_code") or "")
    if item and item.attributes.get("valid_months") and dated is None:
        yield Problem(_("Enter the date of the paper; it is valid for a time only."), "dated_on")
    if dated and received and received < dated:
        yield Problem(_("The paper came in before its date; check both dates."), "received_on")
    last = valid_until(candidate.values.get("item_code"), dated)
    if last and received and last < received:
        message = _("The paper was valid until %(day)s; ask for a new one.", day=shown(last))
        yield Problem(message, "dated_on")
