"""Disciplinary decisions by the law of their day: worked examples."""

from datetime import date

from app.access.roles import LEVELS
from app.areas.personnel.models import Employee
from app.areas.rewards_discipline.models import DisciplinaryAction
from app.areas.work_history.absences import LeaveOfAbsence
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import least, planted

PARTY = {"subject_code": "DV", "form_code": "CC", "effective_from": PartialDate(2026, 7, 20)}


def clocks(**given):
    row = DisciplinaryAction.derived(least(DisciplinaryAction, employee_id=1, **given))
    effect = row["effective_to"].display() if row["effective_to"] else None
    return effect, row["raise_delay_months"], row["promoted_from"]


def after(year, month, day):
    return {"effective_from": PartialDate(year, month, day)}


CLOCKS = [
    ("VC", "CC", (2026, 7, 20), ("20/07/2027", 6, date(2029, 7, 20))),
    ("CC", "KT", (2026, 1, 31), ("31/01/2027", 3, date(2028, 1, 31))),
    ("CCL", "CCH", (2025, 10, 8), ("08/10/2026", 12, date(2030, 10, 8))),
    ("CCL", "CCH", (2025, 10, 7), ("07/10/2026", 12, date(2027, 10, 7))),
    ("CC", "KT", (2025, 10, 7), ("07/10/2026", 3, date(2026, 10, 7))),
    ("CC", "HBL", (2024, 3, 1), ("01/03/2025", None, date(2025, 3, 1))),
    ("CCL", "GC", (2024, 3, 1), ("01/03/2025", 12, date(2026, 3, 1))),
    ("CC", "CC", (2018, 3, 1), ("01/03/2019", 6, date(2019, 3, 1))),
    ("CC", "CC", (1999, 3, 1), ("01/03/2000", None, None)),
    ("HD", "CCH", (2026, 3, 1), ("01/03/2029", None, None)),
    ("DV", "KTR", (2026, 3, 1), (None, None, None)),
]


def test_three_clocks_by_subject_form_and_day(said):
    for subject, form, since, found in CLOCKS:
        assert clocks(subject_code=subject, form_code=form, **after(*since)) == found


def test_each_clock_stands_beside_its_reason_and_an_annulled_decision_starts_none(said):
    row = DisciplinaryAction.derived(least(DisciplinaryAction, subject_code="VC", form_code="CC"))
    names = ("line", "effect_rule_code", "raise_rule_code", "promotion_rule_code", "limitation_rule_code")
    assert [row[name] for name in names] == ["state", "HL-12-VC2026", "NL-6", "QH-36-2025", "TH-120-VC2026"]
    annulled = {"ended_early_on": date(2026, 9, 1), "ended_early_by": "annulled"}
    assert clocks(subject_code="VC", form_code="CC", **annulled) == ("01/09/2026", None, None)
    replaced = {"ended_early_on": date(2026, 9, 1), "ended_early_by": "replaced"}
    assert clocks(subject_code="VC", form_code="CC", **replaced) == ("01/09/2026", 6, date(2029, 7, 20))


def test_an_old_file_that_knows_the_year_only_runs_from_its_last_day(said):
    assert clocks(effective_from=PartialDate(2019)) == ("31/12/2020", 3, date(2020, 12, 31))


FORMS = [
    ("CCL", "GC", date(2025, 6, 30), False),
    ("CCL", "GC", date(2025, 7, 1), True),
    ("CC", "HBL", date(2025, 7, 1), True),
    ("CC", "HBL", date(2025, 6, 30), False),
    ("CC", "CCH", date(2026, 7, 20), True),
    ("VC", "HBL", date(2021, 1, 1), True),
    ("CB", "BN", date(2026, 7, 20), False),
    ("NH", "XTC", date(2026, 7, 20), False),
    ("DV", "KTR", date(2026, 7, 20), False),
    ("HD", "KD", date(2026, 7, 20), False),
]


def test_a_form_is_one_that_the_law_of_the_day_has_for_the_subject(said):
    person = planted(Employee)
    for subject, form, day, refused in FORMS:
        decided = {"decided_on": day, "effective_from": PartialDate.from_date(day)}
        heard = said(DisciplinaryAction, employee_id=person, subject_code=subject, form_code=form, **decided)
        assert ("form_code" in heard.errors) is refused, (subject, form, day)


def test_the_refusal_of_demotion_names_the_forms_and_the_decree(said):
    demoted = {"subject_code": "CCL", "form_code": "GC", "decided_on": date(2025, 7, 1), **after(2025, 7, 1)}
    assert said(DisciplinaryAction, **demoted).errors == {
        "form_code": "“Demotion” cannot be decided here on that day; the forms are: Reprimand, Warning, "
        "Removal from the position, Dismissal from the service "
        "(Discipline of leading civil servants, Decree 172/2025 (no demotion))."
    }


def test_the_effect_runs_from_the_party_decision_but_a_dismissal_from_its_own(said):
    person = planted(Employee, staff_type_code="VC")
    party = planted(DisciplinaryAction, employee_id=person, **PARTY)
    state = {
        "employee_id": person,
        "subject_code": "VC",
        "form_code": "CC",
        "decided_on": date(2026, 8, 10),
        "party_action_id": party,
    }
    assert said(DisciplinaryAction, **state, **after(2026, 7, 20)).nothing
    late = said(DisciplinaryAction, **state, **after(2026, 8, 10))
    assert late.errors == {
        "effective_from": "The effect runs from the Party decision: 20/07/2026 "
        "(Discipline of public employees, Decree 234/2026 Article 7); enter that."
    }
    gone = {**state, "form_code": "BTV"}
    assert said(DisciplinaryAction, **gone, **after(2026, 8, 10)).nothing
    assert list(said(DisciplinaryAction, **gone, **after(2026, 7, 20)).errors) == ["effective_from"]
    slow = said(DisciplinaryAction, **{**state, "decided_on": date(2026, 8, 20)}, **after(2026, 7, 20))
    assert (slow.errors, list(slow.warnings)) == ({}, ["decided_on"])


def test_the_party_decision_is_one_of_the_party_about_the_same_person(said):
    other = planted(DisciplinaryAction, **PARTY)
    assert list(said(DisciplinaryAction, party_action_id=other).errors) == ["party_action_id"]
    person = planted(Employee)
    state = planted(DisciplinaryAction, employee_id=person)
    heard = said(DisciplinaryAction, employee_id=person, party_action_id=state, **after(2028, 7, 20))
    assert list(heard.errors) == ["party_action_id"]


def test_without_a_party_decision_the_effect_begins_when_decided(said):
    assert list(said(DisciplinaryAction, decided_on=date(2026, 7, 21)).warnings) == ["effective_from"]
    assert said(DisciplinaryAction, decided_on=date(2026, 7, 20)).nothing


def test_days_follow_each_other_and_handling_has_its_time(said):
    found = {"found_on": date(2026, 4, 20), "decided_on": date(2026, 7, 20)}
    assert list(said(DisciplinaryAction, **found).warnings) == ["decided_on"]
    assert said(DisciplinaryAction, **found, is_complex=True).nothing
    assert said(DisciplinaryAction, **{**found, "found_on": date(2026, 4, 21)}).nothing
    mixed = said(DisciplinaryAction, violated_on=date(2026, 5, 1), found_on=date(2026, 4, 30))
    assert mixed.errors == {"found_on": "This day lies before 01/05/2026, which comes first; check both."}


def test_an_old_violation_is_disciplined_within_the_limitation_or_by_exception(said):
    old = {"violated_on": date(2021, 7, 19), "decided_on": date(2026, 7, 20)}
    assert said(DisciplinaryAction, **old).warnings == {
        "violated_on": "The limitation ended on 19/07/2026; name the exception or check the days."
    }
    assert said(DisciplinaryAction, **old, notified_on=date(2026, 7, 19)).nothing
    assert said(DisciplinaryAction, **old, form_code="CC").nothing
    assert said(DisciplinaryAction, **old, limitation_exception_code="VBG").nothing
    assert said(DisciplinaryAction, **old, subject_code="DV", form_code="KTR").nothing


def test_a_new_violation_is_disciplined_more_heavily_and_ends_the_effect_before(said):
    person = planted(Employee)
    planted(DisciplinaryAction, employee_id=person, **after(2026, 3, 1))
    again = {"employee_id": person, "violation_code": "10", "violated_on": date(2026, 6, 1)}
    assert set(said(DisciplinaryAction, **again).warnings) == {"effective_from", "form_code"}
    assert set(said(DisciplinaryAction, **again, form_code="CC").warnings) == {"effective_from"}
    ended = planted(Employee)
    early = {"ended_early_on": date(2026, 7, 20), "ended_early_by": "replaced"}
    planted(DisciplinaryAction, employee_id=ended, **after(2026, 3, 1), **early)
    assert said(DisciplinaryAction, **{**again, "employee_id": ended}, form_code="CC").nothing


def test_the_same_violation_within_a_year_is_marked_as_repeated(said):
    person = planted(Employee)
    early = {"ended_early_on": date(2026, 7, 20), "ended_early_by": "replaced"}
    planted(DisciplinaryAction, employee_id=person, **after(2026, 3, 1), **early)
    again = {"employee_id": person, "form_code": "CC", "violated_on": date(2026, 6, 1)}
    assert list(said(DisciplinaryAction, **again).warnings) == ["is_recidivism"]
    assert said(DisciplinaryAction, **again, is_recidivism=True).nothing
    alone = {"is_recidivism": True, "violated_on": date(2026, 6, 1)}
    assert list(said(DisciplinaryAction, **alone).warnings) == ["is_recidivism"]


def test_an_early_end_is_explained_and_a_strange_subject_is_told(said):
    assert list(said(DisciplinaryAction, ended_early_on=date(2026, 9, 1)).errors) == ["ended_early_by"]
    assert list(said(DisciplinaryAction, ended_early_by="annulled").errors) == ["ended_early_on"]
    assert list(said(DisciplinaryAction, subject_code="VC").warnings) == ["subject_code"]


def test_handling_waits_for_the_end_of_a_maternity_leave(said):
    person = planted(Employee)
    leave = {"effective_from": PartialDate(2026, 2, 1), "effective_to": PartialDate(2026, 7, 31)}
    planted(LeaveOfAbsence, employee_id=person, kind_code="TSAN", **leave)
    decided = {"employee_id": person, "decided_on": date(2026, 7, 20)}
    assert list(said(DisciplinaryAction, **decided).warnings) == ["decided_on"]
    assert said(DisciplinaryAction, **decided, subject_code="DV").nothing
    assert said(DisciplinaryAction, employee_id=person, decided_on=date(2026, 8, 1), **after(2026, 8, 1)).nothing


def test_it_is_read_by_who_keeps_the_files_and_leaves_a_trace():
    assert set(DisciplinaryAction.readers) == {"employee", "unit_hr", "unit_approver", "province_officer", "inspector"}
    for name in ("form_code", "violation_code", "violation", "promoted_from", "raise_delay_months"):
        assert LEVELS[DisciplinaryAction.fields[name].level].logged, name


def test_what_is_derived_stands_in_the_official_row(province):
    key = planted(DisciplinaryAction, violated_on=date(2026, 5, 1))
    row = official(DisciplinaryAction, key)
    assert (row["line"], row["effective_to"].display()) == ("state", "20/07/2027")
    assert (row["limitation_until"], row["promoted_from"]) == (date(2031, 5, 1), date(2028, 7, 20))
