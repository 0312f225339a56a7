"""Planting the demo province: units, quotas, papers and people through the bulk entrance, in one transaction."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.areas.accounts.models import UnitCustodian
from app.areas.compensation.models import SalaryEvent
from app.areas.contracts.models import Contract
from app.areas.decisions.models import Decision
from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod, UnitEvaluation
from app.areas.organization.job_quotas import JobPositionQuota
from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit, Position
from app.areas.organization.succession import UnitSuccession
from app.areas.personnel.models import Employee, FamilyMember, IdentityDocument
from app.areas.planning.models import PlanningReview, PlanningRound, PlanningTitle
from app.areas.rewards_discipline.models import UnitReward
from app.areas.self_service.models import UpdateCampaign
from app.areas.training.models import Qualification, TrainingDispatch, TrainingPlan, TrainingRecord
from app.areas.work_history.models import Assignment
from app.changes.loading import load, open_batch, together
from app.changes.models import Batch
from app.changes.refusals import Refusal
from app.demo.absences import Absences
from app.demo.access import plant_custodians
from app.demo.appointing import Appointing
from app.demo.confirming import plant_campaign
from app.demo.dossiers import Archive, Dossier
from app.demo.flaws import Flaw, plant_flaw
from app.demo.lives import Lives
from app.demo.merits import Merits
from app.demo.overseeing import plant_oversight
from app.demo.papers import Papers
from app.demo.ratings import Ratings
from app.demo.recruiting import Recruiting
from app.demo.releasing import plant_released
from app.demo.reorganising import plant_job_quotas, plant_predecessors
from app.demo.schooling import plant_plans
from app.demo.seats import seats
from app.demo.seeds import table
from app.demo.service import Service
from app.demo.succeeding import Succeeding
from app.demo.units import AS_OF, next_key, plant_quotas, plant_units
from app.extensions import db
from app.records.catalogues import catalogues
from app.records.record import Record

BLOCK = 5_000  # people held in memory at a time
MARK = "demo"
FLAWS_FILE = "demo-flaws.csv"
LISTS_NEEDED = ("genders", "staff_types", "salary_steps", "movement_kinds", "retirement_birth_months")


class HoldsPeople(Refusal):
    """The demo is for an empty database: made-up people must never stand among real ones."""

    message = _("This database already holds people; the demo province is planted only where there are none.")


class NotPrepared(Refusal):
    """The code lists are what every row of the demo refers to."""

    message = _("The code lists are not loaded yet; run “flask bootstrap” first.")


@dataclass
class Summary:
    """What was planted: rows by record, and every flaw."""

    tree: str
    seed: int
    rows: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    flaws_file: Path | None = None

    def add(self, record: type[Record], count: int) -> None:
        self.rows[record.name] = self.rows.get(record.name, 0) + count


def holds_people() -> bool:
    """Whether anybody is on record."""
    return db.session.execute(select(Employee.__table__.c.id).limit(1)).first() is not None


def plant(people: int = 2_000, seed: int = 1, tree: str = "2025") -> Summary:
    """Fill an empty database with a believable province; the caller commits.

    The same `people`, `seed` and `tree` give the same content. Raises `HoldsPeople`, `NotPrepared`, and `NotAllowed`
    unless the operator asks.
    """
    if holds_people():
        raise HoldsPeople
    if not all(catalogues().items(name) for name in LISTS_NEEDED):
        raise NotPrepared
    batch = open_batch(MARK, MARK)
    summary = Summary(tree, seed)
    positions, job_positions = _posts(batch, summary, Position), _posts(batch, summary, JobPosition)
    units = plant_units(batch, tree, people)
    papers = Papers(AS_OF[tree])
    summary.add(OrgUnit, len(units))
    summary.add(TrainingPlan, plant_plans(batch, units, AS_OF[tree].year))
    summary.add(HeadcountQuota, plant_quotas(batch, units, AS_OF[tree].year))
    former, successions = plant_predecessors(batch, tree, units)
    summary.add(OrgUnit, former)
    summary.add(UnitSuccession, successions)
    summary.add(JobPositionQuota, plant_job_quotas(batch, units, job_positions, AS_OF[tree].year))
    summary.add(Decision, papers.plant(batch, units))
    service = Service(AS_OF[tree], positions, job_positions, papers)
    ratings = Ratings(AS_OF[tree], papers)
    summary.add(EvaluationPeriod, ratings.plant_periods(batch))
    summary.add(UnitEvaluation, ratings.plant_units(batch, units))
    appointing = Appointing(AS_OF[tree], positions, papers)
    absences = Absences(AS_OF[tree], papers)
    succeeding = Succeeding(AS_OF[tree], positions)
    summary.add(PlanningRound, succeeding.plant_rounds(batch))
    summary.add(PlanningTitle, succeeding.plant_titles(batch, units, _names_of(Position)))
    summary.add(PlanningReview, succeeding.plant_reviews(batch, units))
    for record, count in Recruiting(seed, AS_OF[tree], units).plant(batch).items():
        summary.add(record, count)
    merits = Merits(AS_OF[tree], papers)
    summary.add(UnitReward, merits.plant_units(batch, units))
    lives = Lives(AS_OF[tree], units)
    archive = Archive(
        seed, AS_OF[tree], next_key(Employee), lives, service, ratings, appointing, absences, merits, succeeding
    )
    _load_people(batch, summary, archive.dossiers(seats(units)))
    summary.add(UpdateCampaign, plant_campaign(batch, AS_OF[tree]))
    summary.add(UnitCustodian, plant_custodians(batch, AS_OF[tree]))
    for record, count in plant_oversight(batch, units, AS_OF[tree]).items():
        summary.add(record, count)
    plant_released(AS_OF[tree])
    summary.flaws_file = _write_flaws(summary.flaws)
    return summary


def _posts(batch: Batch, summary: Summary, record: type[Record]) -> dict[str, int]:
    """The keys of the positions or job positions by code; loaded from the product's own lists where there are none."""
    posts = record.__table__
    if not db.session.execute(select(func.count()).select_from(posts)).scalar():
        summary.add(record, load(batch, record, _parsed(record, table(f"{record.name}s"))))
    return {row.code: row.id for row in db.session.execute(select(posts.c.code, posts.c.id))}


def _names_of(record: type[Record]) -> dict[int, str]:
    """What rows are called, by their keys."""
    table_ = record.__table__
    return {row.id: row.name_vi for row in db.session.execute(select(table_.c.id, table_.c.name_vi))}


def _parsed(record: type[Record], rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Rows of a plain table as values by field; columns that are no field are left out."""
    for row in rows:
        yield {name: record.fields[name].parse(text) for name, text in row.items() if name in record.fields}


def _load_people(batch: Batch, summary: Summary, dossiers: Iterator[Dossier]) -> None:
    """Block after block, so that memory does not grow with the province."""
    while block := list(itertools.islice(dossiers, BLOCK)):
        for dossier in block:
            summary.flaws += plant_flaw(summary.seed, dossier)
        with together():
            summary.add(Employee, load(batch, Employee, (dossier.employee for dossier in block)))
            for record, rows in _rows_of(block).items():
                summary.add(record, load(batch, record, rows))


def _rows_of(block: list[Dossier]) -> dict[type[Record], Iterator[dict[str, Any]]]:
    """The rows about these people, by record, as the loader takes them."""
    further: dict[type[Record], list[dict[str, Any]]] = {}
    for dossier in block:
        for record, rows in dossier.more.items():
            further.setdefault(record, []).extend(rows)
    return {
        IdentityDocument: (row for dossier in block for row in dossier.documents),
        FamilyMember: (row for dossier in block for row in dossier.family),
        Contract: (row for dossier in block for row in dossier.contracts),
        Assignment: (row for dossier in block for row in dossier.assignments),
        SalaryEvent: (row for dossier in block for row in dossier.salary),
        Qualification: (row for dossier in block for row in dossier.learnt.diplomas),
        TrainingDispatch: (row for dossier in block for row in dossier.learnt.dispatches),
        AnnualEvaluation: (row for dossier in block for row in dossier.evaluations),
        TrainingRecord: (row for dossier in block for row in dossier.learnt.courses),
        **{record: iter(rows) for record, rows in further.items()},
    }


def _write_flaws(flaws: list[Flaw]) -> Path:
    """The list of flaws, for whoever tries the checks: a plain table in the instance folder."""
    path = Path(current_app.config["INSTANCE_PATH"]) / FLAWS_FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["staff_number", "record", "field", "kind", "found_by_the_checks"])
        lines.writerows([f.staff_number, f.record, f.field, f.kind, "yes" if f.warns else "no"] for f in flaws)
    return path
