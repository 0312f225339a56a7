"""What must hold of studies, certificates and dispatches. Doubt warns; only the impossible is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _

from app.areas.training.study import HOME_COUNTRY
from app.changes.validation import Candidate
from app.law.commitment import least_commitment
from app.law.months import months_between
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem

POSTGRADUATE, OWN_FUNDS = "postgraduate", "TT"
ASKED = (
    "political_theory_code",
    "state_management_code",
    "defence_group_code",
    "foreign_language_code",
    "ethnic_language_code",
    "it_level_code",
)


def study_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """A study ends after it begins."""
    begun, ended = candidate.values.get("started_on"), candidate.values.get("ended_on")
    if begun and ended and ended.definitely_before(begun):
        yield Problem(_("The study ends before it begins; check both dates."), "ended_on")


def diploma_follows_study(candidate: Candidate) -> Iterator[Problem]:
    """A diploma is issued once the study has ended."""
    yield from _follows(candidate, "issued_on")


def certificate_follows_study(candidate: Candidate) -> Iterator[Problem]:
    """A certificate is issued once the course has ended, and does not run out before."""
    yield from _follows(candidate, "completed_on")
    issued, until = candidate.values.get("completed_on"), candidate.values.get("valid_until")
    if issued and until and until.definitely_before(issued):
        yield Problem(_("The certificate runs out before it is issued; check both dates."), "valid_until")


def _follows(candidate: Candidate, name: str) -> Iterator[Problem]:
    issued, begun, ended = (candidate.values.get(field) for field in (name, "started_on", "ended_on"))
    if issued and begun and issued.definitely_before(begun):
        yield Problem(_("It is issued before the study begins; check both dates."), name)
    elif issued and ended and issued.definitely_before(ended):
        yield Problem(_("It is issued before the study ends; check both dates."), name, "warning")


def foreign_diploma_is_recognised(candidate: Candidate) -> Iterator[Problem]:
    """A diploma from abroad counts in Viet Nam once it is recognised (TT 13/2021/TT-BGDĐT)."""
    country = candidate.values.get("country_code")
    if country and country != HOME_COUNTRY and not candidate.values.get("recognition_number"):
        message = _("The diploma comes from abroad; enter the number of its recognition.")
        yield Problem(message, "recognition_number", "warning")


def diploma_is_held_once(candidate: Candidate) -> Iterator[Problem]:
    """No two people hold the diploma of one number from one institution."""
    if candidate.values.get("diploma_number") and candidate.has_like("diploma_number", "institution"):
        message = _("Another diploma of this institution has the same number; compare both with the originals.")
        yield Problem(message, "diploma_number", "warning")


def verified_on_a_day(candidate: Candidate) -> Iterator[Problem]:
    """What was verified was verified on a day, after it was issued."""
    issued, verified = candidate.values.get("issued_on"), candidate.values.get("verified_on")
    if candidate.values.get("verification") in ("genuine", "false") and verified is None:
        yield Problem(_("Enter the day on which the diploma was verified."), "verified_on", "warning")
    if issued and verified and verified < issued.earliest():
        yield Problem(_("The diploma was verified before it was issued; check both dates."), "verified_on")


def completed_has_its_day(candidate: Candidate) -> Iterator[Problem]:
    """Only a completed course has a certificate, and it counts from the day of that."""
    completed = candidate.values.get("outcome") == "completed"
    if completed and candidate.values.get("completed_on") is None:
        message = _("Enter the day of the certificate, or the last day of the course.")
        yield Problem(message, "completed_on")
    if not completed and candidate.values.get("completed_on") is not None:
        message = _("The course is not completed, so it has no certificate; choose the outcome or empty the day.")
        yield Problem(message, "completed_on")


def level_fits_the_kind(candidate: Candidate) -> Iterator[Problem]:
    """The code list of kinds says which level a course gives; no other is entered."""
    kind = _kind(candidate)
    if kind is None:
        return
    asked = kind.attributes.get("asks")
    for name in ASKED:
        if name != asked and candidate.values.get(name) is not None:
            message = _(
                "A course of the kind “%(kind)s” gives no such level; empty it or choose the kind.", kind=kind.name
            )
            yield Problem(message, name)
    if asked and candidate.values.get("outcome") == "completed" and candidate.values.get(asked) is None:
        label = candidate.record.fields[asked].label
        message = _("A completed course of this kind gives a level; enter “%(level)s”.", level=label)
        yield Problem(message, asked, "warning")


def languages_in_their_place(candidate: Candidate) -> Iterator[Problem]:
    """Languages of the minorities and those of other countries are counted apart; a level belongs to a language."""
    for name, ethnic in (("foreign_language_code", False), ("ethnic_language_code", True)):
        item = catalogues().items("languages").get(candidate.values.get(name) or "")
        if item and bool(item.attributes.get("is_ethnic")) is not ethnic:
            message = _(
                "“%(language)s” is counted with the other group of languages; enter it there.", language=item.name
            )
            yield Problem(message, name)
    if candidate.values.get("foreign_language_level_code") and not candidate.values.get("foreign_language_code"):
        yield Problem(_("Choose the language of this level."), "foreign_language_code")


def sent_young_enough(candidate: Candidate) -> Iterator[Problem]:
    """Postgraduate studies at public cost begin up to an age that the decree of that day names."""
    figures, kind = _figures(candidate), _kind(candidate)
    person, since = candidate.linked("employee_id"), candidate.values.get("effective_from")
    if not (figures and kind and person and since) or kind.attributes.get("commits") != POSTGRADUATE:
        return
    age, most = since.year - person["born_on"].year, int(figures.attributes["postgraduate_age"])
    if age > most:
        message = _(
            "The employee would be %(age)d years old; postgraduate studies begin up to %(most)d (%(rule)s).",
            age=age,
            most=most,
            rule=figures.name,
        )
        yield Problem(message, "effective_from", "warning")


def commitment_is_long_enough(candidate: Candidate) -> Iterator[Problem]:
    """Degree studies that are not paid by the employee bind him for so many times their length."""
    figures, kind = _figures(candidate), _kind(candidate)
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    if not (figures and kind and since and until) or not kind.attributes.get("commits"):
        return
    if candidate.values.get("funding_code") == OWN_FUNDS:
        return
    study = months_between(since.earliest(), until.latest())
    least = least_commitment(study, int(figures.attributes["commitment_factor"]))
    if (candidate.values.get("commit_months") or 0) < least:
        message = _(
            "For %(study)d months of study the commitment is at least %(least)d months (%(rule)s).",
            study=study,
            least=least,
            rule=figures.name,
        )
        yield Problem(message, "commit_months", "warning")


def compensation_can_be_reckoned(candidate: Candidate) -> Iterator[Problem]:
    """Who broke off or left early owes money; it follows from the cost and from the months served."""
    values = candidate.values
    owing = values.get("state") in ("broken_off", "left_early")
    if owing and values.get("cost") is None:
        yield Problem(_("Enter the cost; the compensation is reckoned from it."), "cost", "warning")
    if values.get("state") == "left_early" and values.get("served_months") is None:
        message = _("Enter how many months of the commitment were served.")
        yield Problem(message, "served_months", "warning")
    committed, served = values.get("commit_months"), values.get("served_months")
    if committed and served and served > committed:
        yield Problem(_("More months are served than were committed; check both."), "served_months")


def _kind(candidate: Candidate) -> Item | None:
    return catalogues().items("training_kinds").get(candidate.values.get("kind_code") or "")


def _figures(candidate: Candidate) -> Item | None:
    """The decree that governs the dispatch, by its day and the type of staff."""
    person, since = candidate.linked("employee_id"), candidate.values.get("effective_from")
    if person is None or since is None:
        return None
    on: date = since.earliest()
    return catalogues().in_force("training_rules", on, staff=person["staff_type_code"])
