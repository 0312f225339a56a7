"""What stands in the database when the demo province has been planted."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, select

from app.access.standing import current_standing
from app.areas.accounts.personal import LEFT
from app.areas.appointments.models import Appointment, AppointmentFileItem, AppointmentProcess, AppointmentVote
from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.areas.compensation.scales import group_of, scale
from app.areas.contracts.models import Contract, Probation, Reception
from app.areas.evaluation.models import AnnualEvaluation, UnitEvaluation
from app.areas.organization.models import HeadcountQuota, OrgUnit, Position
from app.areas.personnel.authority import leads_his_unit
from app.areas.personnel.models import (
    Address,
    AssetDeclaration,
    Employee,
    FamilyMember,
    FilePaper,
    ForeignRelation,
    FormerName,
    HealthRecord,
    IdentityDocument,
    MilitaryService,
    OrganisationMembership,
    PartyMembership,
    PartyPost,
    PolicyStatus,
)
from app.areas.planning.models import PlanningEntry
from app.areas.recruitment.models import Applicant, RecruitmentPlan, RecruitmentPost, RecruitmentRound
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward, UnitReward
from app.areas.training.models import Qualification, TrainingDispatch, TrainingRecord
from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.models import Assignment, WorkPeriod
from app.changes.linked import LinkedRows
from app.changes.models import Batch, Change
from app.changes.validation import Candidate, code_problems, required_problems, rule_problems
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate
from tests.demo.conftest import PEOPLE

AS_OF = date(2026, 11, 1)
ABOUT_PEOPLE = (
    Employee,
    IdentityDocument,
    FamilyMember,
    Contract,
    Reception,
    Probation,
    Assignment,
    SalaryEvent,
    AllowanceEvent,
    Qualification,
    TrainingDispatch,
    TrainingRecord,
    AnnualEvaluation,
    WorkPeriod,
    Secondment,
    LeaveOfAbsence,
    Separation,
    AppointmentProcess,
    AppointmentVote,
    AppointmentFileItem,
    Appointment,
    DisciplinaryAction,
    Reward,
    FormerName,
    Address,
    PartyMembership,
    PartyPost,
    OrganisationMembership,
    MilitaryService,
    PolicyStatus,
    HealthRecord,
    ForeignRelation,
    AssetDeclaration,
    FilePaper,
    PlanningEntry,
)


def rows(record, *conditions):
    return db.session.execute(select(record.__table__).where(*conditions)).mappings().all()


def problems(record, fetched):
    """What the checks find in each row of a record."""
    for row in rows(record):
        values = {name: row[name] for name in record.fields}
        touched = frozenset(n for n, value in values.items() if value is not None and record.fields[n].given)
        candidate = Candidate(record, values, touched, row["id"], current_standing(), None, fetched)
        for check in (required_problems, code_problems, rule_problems):
            for problem in check(candidate):
                yield row, problem


def findings():
    """(staff number, record, field, is it an error) of everything that the checks find about people."""
    numbers = {row["id"]: row["staff_number"] for row in rows(Employee)}
    fetched = LinkedRows()
    for record in ABOUT_PEOPLE:
        for row, problem in problems(record, fetched):
            yield numbers[row[record.subject_from]], record.name, problem.field, problem.is_error


def test_the_checks_find_the_listed_flaws_and_nothing_else(province):
    found = set(findings())
    assert not [finding for finding in found if finding[3]]
    listed = {(flaw.staff_number, flaw.record, flaw.field) for flaw in province.flaws if flaw.warns}
    assert {finding[:3] for finding in found} == listed
    assert len({flaw.staff_number for flaw in province.flaws}) == PEOPLE // 50


def test_the_checks_find_nothing_in_the_recruitment_and_some_were_taken(province):
    fetched = LinkedRows()
    for record in (RecruitmentPlan, RecruitmentRound, RecruitmentPost, Applicant):
        assert [(record.name, problem.field) for _row, problem in problems(record, fetched)] == []
    assert {row["state"] for row in rows(RecruitmentRound)} == {"concluded", "examining", "announced"}
    assert {row["outcome"] for row in rows(Applicant)} == {"passed", "failed", "pending"}


def test_the_salary_counts_from_the_day_after_probation(province):
    counted = {row["employee_id"]: row["counts_from"] for row in rows(Probation) if row["state"] == "passed"}
    placed = {row["employee_id"]: row["effective_from"] for row in rows(SalaryEvent) if row["kind_code"] == "XL"}
    assert counted
    assert all(placed[person].latest() == day for person, day in counted.items())


def test_some_fixed_terms_end_within_two_months(province):
    ending = [row for row in rows(Contract) if row["lasts_until"] and date(2026, 11, 1) <= row["lasts_until"].latest()]
    assert any(row["lasts_until"].latest() < date(2027, 1, 1) for row in ending)
    assert {row["term_kind"] for row in rows(Contract)} == {"fixed", "open"}


def test_the_list_of_flaws_lies_in_the_instance_folder(province):
    with province.flaws_file.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["staff_number"], line["field"]) for line in lines] == [
        (f.staff_number, f.field) for f in province.flaws
    ]


def test_the_summary_counts_what_stands_in_the_tables(province):
    for name, count in province.rows.items():
        table = registry().record(name).__table__
        assert db.session.execute(select(func.count()).select_from(table)).scalar() == count, name
    assert province.rows["employee"] == PEOPLE


def test_every_row_came_through_the_one_door_in_one_batch(province):
    batch = db.session.execute(select(Batch.id).where(Batch.kind == "demo", Batch.source == "demo")).scalar_one()
    for name, count in province.rows.items():
        made = (
            select(func.count())
            .select_from(Change.__table__)
            .where(
                Change.__table__.c.batch_id == batch,
                Change.__table__.c.record == name,
                Change.__table__.c.state == "applied",
            )
        )
        assert db.session.execute(made).scalar() == count, name


def at_work():
    """The people who have not left."""
    return rows(Employee, Employee.__table__.c.status_code.not_in(LEFT))


def test_everyone_paid_by_the_scale_has_a_step_of_his_scale_with_its_coefficient(province):
    paid = [row for row in rows(Employee) if row["rank_code"]]
    assert len(paid) > 0.9 * PEOPLE
    for row in paid:
        of_rank = scale(group_of(row["rank_code"]), AS_OF)
        assert of_rank.coefficients[row["salary_step"]] == row["salary_coefficient"], row["staff_number"]


def test_who_is_not_paid_by_the_scale_has_a_contract_with_an_amount(province):
    agreed = {row["employee_id"]: row["agreed_amount"] for row in rows(Contract)}
    for row in [person for person in at_work() if person["rank_code"] is None]:
        assert row["staff_type_code"] in ("HD111HC", "HD111SN", "HD111CM")
        assert agreed[row["id"]] >= 5_000_000


def test_everyone_serves_where_his_last_main_assignment_says(province):
    last = {row["employee_id"]: row for row in rows(Assignment) if row["post_kind"] == "main"}
    for row in at_work():
        assert (row["unit_id"], row["position_id"], row["scope_id"]) == (
            last[row["id"]]["unit_id"],
            last[row["id"]]["position_id"],
            row["unit_id"],
        )


def test_events_of_one_person_follow_each_other_without_overlap(province):
    serving = {row["id"] for row in at_work()}
    for record in (SalaryEvent, Assignment):
        by_person = {}
        for row in rows(record):
            if row.get("post_kind", "main") == "main":
                by_person.setdefault(row["employee_id"], []).append(row)
        for person, events in by_person.items():
            for before, after in itertools.pairwise(events):
                assert before["effective_to"].latest() < after["effective_from"].latest()
            assert (events[-1]["effective_to"] is None) == (person in serving)


def test_some_have_left_for_a_reason_and_nothing_is_on_record_of_them_afterwards(province):
    left = {row["employee_id"]: row for row in rows(Separation) if row["effective_from"].latest() <= AS_OF}
    people = {row["id"]: row for row in rows(Employee, Employee.__table__.c.status_code.in_(LEFT))}
    assert set(left) == set(people)
    assert 0 < len(left) <= 0.06 * PEOPLE
    for key, row in left.items():
        last = row["effective_from"].earliest() - timedelta(days=1)
        person = people[key]
        assert (person["position_id"], person["rank_code"], person["next_raise_on"]) == (None, None, None)
        if row["reason_code"] == "NH":
            assert person["retires_on"] == last
    for record in (SalaryEvent, Assignment, AllowanceEvent, Contract, LeaveOfAbsence, AnnualEvaluation, Reward):
        for row in rows(record, record.__table__.c.employee_id.in_(left)):
            assert row["effective_from"].latest() < left[row["employee_id"]]["effective_from"].latest(), record.name
    assert not [row for row in at_work() if row["retires_on"] and row["retires_on"] < AS_OF]


def test_some_have_just_come(province):
    lately = [
        row for row in rows(Assignment) if row["movement_code"] == "TD" and row["effective_from"].year == AS_OF.year
    ]
    assert len(lately) >= 0.01 * PEOPLE


def test_ages_and_recruitment_are_those_of_people_at_work(province):
    spoilt = {flaw.staff_number for flaw in province.flaws}
    for row in rows(Employee):
        assert 21 <= AS_OF.year - row["born_on"].year <= 62
        if row["staff_number"] not in spoilt:
            assert 21 <= row["first_recruited_on"].year - row["born_on"].year <= 32


def test_every_unit_with_people_has_exactly_one_head(province):
    orders = {row["id"]: row["sort_order"] for row in rows(Position)}
    heads = Counter(row["unit_id"] for row in rows(Employee) if leads_his_unit(row["id"]))
    units = {row["unit_id"] for row in rows(Employee)}
    assert set(heads) == units
    assert max(heads.values()) == 1
    assert min(orders[row["position_id"]] for row in at_work()) == 7  # the chairman of the province


def test_the_card_in_use_bears_the_personal_number_of_its_holder(province):
    cards = {row["employee_id"]: row["number"] for row in rows(IdentityDocument) if row["is_current"]}
    for row in rows(Employee):
        assert cards.get(row["id"]) == row["personal_id_number"]


def test_families_have_a_father_of_the_same_name_and_children_after_the_wedding(province):
    family = rows(FamilyMember)
    names = {row["id"]: row["full_name"].split()[0] for row in rows(Employee)}
    fathers = [row for row in family if row["relation_code"] == "CD"]
    assert len(fathers) == PEOPLE
    assert all(row["full_name"].split()[0] == names[row["employee_id"]] for row in fathers)
    births = {row["id"]: row["born_on"].year for row in rows(Employee)}
    children = [row for row in family if row["relation_code"] == "CON"]
    assert children
    assert all(row["born_on"].year - births[row["employee_id"]] >= 20 for row in children)
    assert all(row["born_on"] == PartialDate(row["born_on"].year) for row in family)


def test_units_of_the_demo_stand_in_the_tree_and_those_with_people_have_a_quota(province):
    paths = {row["id"]: row["path"] for row in rows(OrgUnit)}
    for row in rows(OrgUnit, OrgUnit.__table__.c.parent_id.is_not(None)):
        assert row["path"] == f"{paths[row['parent_id']]}{row['id']}/"
    with_quota = {(row["unit_id"], row["quota_year"]) for row in rows(HeadcountQuota)}
    assert {(row["unit_id"], year) for row in rows(Employee) for year in (2025, 2026)} == with_quota


def test_some_old_files_know_only_month_or_year_of_recruitment(province):
    vague = [row for row in rows(Employee) if row["first_recruited_on"].precision != "day"]
    assert 1 <= len(vague) <= PEOPLE // 8


def test_everyone_learnt_something_before_he_was_recruited_and_it_counts(province):
    heights = {code: item.height for code, item in catalogues().items("qualification_levels").items()}
    held = {}
    for row in rows(Qualification):
        held.setdefault(row["employee_id"], []).append(row)
    spoilt = {flaw.staff_number for flaw in province.flaws}
    for row in rows(Employee):
        diplomas = sorted(held[row["id"]], key=lambda diploma: diploma["issued_on"].earliest())
        highest = max(diplomas, key=lambda diploma: heights[diploma["level_code"]])
        assert row["highest_qualification_code"] == highest["level_code"]
        assert row["staff_number"] in spoilt or diplomas[0]["issued_on"].earliest() < row["first_recruited_on"].latest()


def test_heads_know_more_of_political_theory_than_others(province):
    people = rows(Employee)
    heads = [row for row in people if leads_his_unit(row["id"])]
    others = [row for row in people if row not in heads]
    share = [sum(row["political_theory_code"] == "03" for row in some) / len(some) for some in (heads, others)]
    assert share[0] > 0.5 > share[1]


def test_most_were_rated_once_a_year_and_the_last_grade_is_that_of_the_last_year(province):
    rated = rows(AnnualEvaluation)
    assert len({(row["employee_id"], row["period_id"]) for row in rated}) == len(rated) > PEOPLE * 0.8
    assert {row["grade_code"] for row in rated} >= {"0", "2", "3"}
    last = {row["id"]: row["last_grade_code"] for row in rows(Employee)}
    for row in rated:
        if row["effective_from"].year == 2025 and row["grade_code"] != "0":
            assert last[row["employee_id"]] == row["grade_code"]
    assert {row["grade_code"] for row in rows(UnitEvaluation)} >= {"1", "2"}


def test_who_is_away_has_the_event_that_says_so(province):
    away = {row["employee_id"] for record in (Secondment, LeaveOfAbsence) for row in rows(record)}
    absent = rows(Employee, Employee.__table__.c.status_code.in_(("BP", "NKL", "TSAN", "OM", "DH")))
    assert absent
    assert {row["id"] for row in absent} <= away


def test_every_head_of_a_unit_was_appointed(province):
    heads = {row["id"] for row in rows(Employee) if leads_his_unit(row["id"])}
    assert heads
    assert heads <= {row["employee_id"] for row in rows(Appointment)}


def test_titles_fit_the_grades_and_few_are_disciplined(province):
    grades = {(row["employee_id"], row["effective_from"].year): row["grade_code"] for row in rows(AnnualEvaluation)}
    titles = [row for row in rows(Reward) if row["title_code"]]
    assert len(titles) > PEOPLE
    rated = [grades[key] for row in titles if (key := (row["employee_id"], row["year_from"])) in grades]
    assert rated and set(rated) <= {"1", "2"}
    assert all(row["bonus_amount"] for row in titles)
    disciplined = {row["employee_id"] for row in rows(DisciplinaryAction)}
    assert 0 < len(disciplined) <= 0.04 * PEOPLE
    assert Counter(row["title_code"] for row in rows(UnitReward)).keys() >= {"DH13", "DH15"}


def test_party_members_are_of_age_and_the_heads_lead_their_cells(province):
    people = {row["id"]: row for row in rows(Employee)}
    members = rows(PartyMembership)
    assert len(people) / 4 < len(members) < len(people)
    for row in members:
        person = people[row["employee_id"]]
        assert (person["party_joined_on"], person["party_status_code"]) == (row["joined_on"], row["status_code"])
        assert row["joined_on"].year - person["born_on"].year >= 18
    heads = {row["employee_id"] for row in rows(PartyPost) if row["position_code"] == "D31"}
    assert heads == {key for key in people if leads_his_unit(key)}


def test_who_says_that_he_served_has_the_service_and_its_rank(province):
    served = {row["employee_id"] for row in rows(WorkPeriod) if row["kind_code"] == "QN"}
    assert served == {row["employee_id"] for row in rows(MilitaryService)}
    assert served == {row["id"] for row in rows(Employee) if row["military_rank_code"]}


def test_the_present_address_is_the_last_one_of_the_addresses_by_the_units_of_today(province):
    lines = {row["employee_id"]: row for row in rows(Address) if row["kind"] == "present"}
    for row in rows(Employee):
        assert row["current_address"] == lines[row["id"]]["line"]
        assert not lines[row["id"]]["district_code"]
    assert sum(row["commune_code"] is not None for row in lines.values()) > 0.9 * PEOPLE
    former = [row["line"] for row in rows(Address) if row["kind"] == "permanent"]
    assert any(", huyện " in line for line in former)


def test_some_files_lack_a_paper_and_most_hold_it(province):
    papers = rows(FilePaper)
    missing = [row for row in papers if row["state"] == "missing"]
    assert 0 < len(missing) < len(papers) / 10
