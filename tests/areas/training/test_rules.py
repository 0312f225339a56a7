"""Rules of diplomas, courses and dispatches: worked examples."""

from datetime import date

from app.areas.personnel.models import Employee
from app.areas.training.models import Qualification, TrainingDispatch, TrainingRecord
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import planted

STUDY = {"started_on": PartialDate(2005, 9), "ended_on": PartialDate(2009, 6)}
MASTER = {
    "kind_code": "DTSDH",
    "effective_from": PartialDate(2026, 9, 1),
    "effective_to": PartialDate(2028, 9, 1),
    "funding_code": "NSNN",
}


def test_a_study_does_not_end_before_it_begins(said):
    assert list(said(Qualification, started_on=PartialDate(2008), ended_on=PartialDate(2007)).errors) == ["ended_on"]
    assert said(Qualification, **STUDY).nothing


def test_a_diploma_before_the_study_is_refused_and_one_before_its_end_is_doubted(said):
    assert list(said(Qualification, **STUDY, issued_on=PartialDate(2005, 8)).errors) == ["issued_on"]
    early = said(Qualification, **STUDY, issued_on=PartialDate(2009, 5))
    assert (early.errors, list(early.warnings)) == ({}, ["issued_on"])
    assert said(Qualification, **STUDY, issued_on=PartialDate(2009)).nothing


def test_a_foreign_diploma_asks_for_its_recognition(said):
    assert list(said(Qualification, country_code="CHN").warnings) == ["recognition_number"]
    assert said(Qualification, country_code="CHN", recognition_number="1204/CNVB").nothing
    assert said(Qualification, country_code="VNM").nothing


def test_one_number_of_one_institution_on_two_diplomas_is_doubted(said):
    planted(Qualification, diploma_number="B 102345")
    assert list(said(Qualification, diploma_number="B 102345").warnings) == ["diploma_number"]
    assert said(Qualification, diploma_number="B 102345", institution="Trường Đại học Tân Trào").nothing


def test_a_verification_has_its_day_after_the_issue(said):
    assert list(said(Qualification, verification="genuine").warnings) == ["verified_on"]
    assert list(said(Qualification, verification="genuine", verified_on=date(2009, 6, 30)).errors) == ["verified_on"]
    assert said(Qualification, verification="genuine", verified_on=date(2025, 6, 30)).nothing


def test_completed_and_its_day_go_together(said):
    assert list(said(TrainingRecord, outcome="completed").errors) == ["completed_on"]
    assert list(said(TrainingRecord, completed_on=PartialDate(2020)).errors) == ["completed_on"]
    assert said(TrainingRecord, outcome="completed", completed_on=PartialDate(2020)).nothing


def test_a_certificate_does_not_run_out_before_it_is_issued(said):
    done = {"outcome": "completed", "completed_on": PartialDate(2020)}
    assert list(said(TrainingRecord, **done, valid_until=PartialDate(2019)).errors) == ["valid_until"]


def test_the_kind_of_course_says_which_level_is_given(said):
    wrong = said(TrainingRecord, it_level_code="11")
    assert wrong.errors == {
        "it_level_code": "A course of the kind “Job-position training” gives no such level; empty it or choose the kind."
    }
    done = {"kind_code": "LLCT", "outcome": "completed", "completed_on": PartialDate(2020)}
    assert said(TrainingRecord, **done).warnings == {
        "political_theory_code": "A completed course of this kind gives a level; "
        "enter “Level of political theory reached”."
    }
    assert said(TrainingRecord, **done, political_theory_code="02").nothing


def test_languages_of_the_minorities_and_of_other_countries_stand_apart(said):
    assert list(said(TrainingRecord, kind_code="NN", foreign_language_code="tyz").errors) == ["foreign_language_code"]
    assert list(said(TrainingRecord, kind_code="TDT", ethnic_language_code="eng").errors) == ["ethnic_language_code"]
    lonely = said(TrainingRecord, kind_code="NN", foreign_language_level_code="B3")
    assert lonely.errors == {"foreign_language_code": "Choose the language of this level."}
    english = {"foreign_language_code": "eng", "foreign_language_level_code": "B3"}
    assert said(TrainingRecord, kind_code="NN", **english).nothing


def test_an_official_of_46_is_too_old_for_postgraduate_studies_since_2025_and_one_of_41_was_before(said):
    person = planted(Employee, born_on=PartialDate(1980))
    heard = said(TrainingDispatch, **MASTER, commit_months=72, employee_id=person)
    assert list(heard.warnings) == ["effective_from"]
    assert "45" in heard.warnings["effective_from"]
    younger = planted(Employee, born_on=PartialDate(1983))
    assert said(TrainingDispatch, **MASTER, commit_months=72, employee_id=younger).nothing
    before = MASTER | {"effective_from": PartialDate(2024, 9, 1), "effective_to": PartialDate(2026, 9, 1)}
    assert "40" in said(TrainingDispatch, **before, commit_months=48, employee_id=younger).warnings["effective_from"]


def test_two_years_at_public_cost_bind_an_official_for_six_and_a_public_employee_for_four(said):
    official_ = planted(Employee, born_on=PartialDate(1990))
    heard = said(TrainingDispatch, **MASTER, commit_months=71, employee_id=official_)
    assert heard.warnings == {
        "commit_months": "For 24 months of study the commitment is at least 72 months "
        "(Training of officials, Decree 171/2025)."
    }
    teacher = planted(Employee, born_on=PartialDate(1990), staff_type_code="VC")
    assert said(TrainingDispatch, **MASTER, commit_months=48, employee_id=teacher).nothing
    assert list(said(TrainingDispatch, **MASTER, commit_months=47, employee_id=teacher).warnings) == ["commit_months"]
    own = MASTER | {"funding_code": "TT"}
    assert said(TrainingDispatch, **own, employee_id=official_).nothing


def test_who_left_early_owes_what_the_formula_says(said):
    terms = MASTER | {"effective_from": PartialDate(2018, 9, 1), "effective_to": PartialDate(2020, 9, 1)}
    left = {"state": "left_early", "cost": 60_000_000, "commit_months": 48, "served_months": 12}
    row = official(TrainingDispatch, planted(TrainingDispatch, **terms, **left))
    assert (row["committed_until"], row["compensation_amount"]) == (date(2024, 9, 1), 45_000_000)
    studying = official(TrainingDispatch, planted(TrainingDispatch, cost=60_000_000))
    assert studying["compensation_amount"] is None
    assert list(said(TrainingDispatch, state="left_early").warnings) == ["cost", "served_months"]
    over = {"state": "left_early", "cost": 1, "commit_months": 12, "served_months": 13}
    assert list(said(TrainingDispatch, **over).errors) == ["served_months"]
