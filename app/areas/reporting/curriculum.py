"""The curriculum vitae of one person (annex of TT 06/2023/TT-BNV, 38 items) as a Word file.

The form is `forms/curriculum_vitae.docx`, to be edited in Word; here stands what its marks are filled with: official values
alone, each as the reader may see it, and nothing of records that he may not read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from sqlalchemy import select

from app.access.audit import note, note_reading
from app.access.levels import shown_fields, text_for
from app.access.standing import Standing
from app.areas.appointments.models import Appointment
from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import (
    AssetDeclaration,
    Employee,
    FamilyMember,
    ForeignRelation,
    HealthRecord,
    HistoryDeclaration,
    IdentityDocument,
    PartyPost,
    PolicyStatus,
)
from app.areas.planning.models import PlanningEntry
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward
from app.areas.training.models import Qualification, TrainingRecord
from app.areas.work_history.models import Assignment, WorkPeriod
from app.changes.diff import link_texts
from app.changes.places import units_of
from app.extensions import db
from app.records.links import Files
from app.records.record import Record

FORM = Path(__file__).parent / "forms" / "curriculum_vitae.docx"
COURSES = {
    "political": ("LLCT",),
    "state_management": ("QLNN", "CDNN", "LDQL", "VTVL", "DTTS", "KNM"),
    "defence": ("QPAN",),
    "it": ("TH",),
    "languages": ("NN", "TDT"),
}
LEADING, CONCURRENT = "PCCV", ("PCKN", "PCKNX")


class Row(dict[str, Any]):
    """The texts of a row by field, beside its raw values; a field that it does not have is an empty text."""

    def __init__(self, texts: Mapping[str, str], raw: Mapping[str, Any]) -> None:
        super().__init__(texts)
        self.raw = raw

    def __missing__(self, name: str) -> str:
        return ""


def curriculum(person_id: int, standing: Standing) -> bytes | None:
    """The Word file of a person, or None where the reader may not see him. What is read in confidence leaves its trace."""
    people = _rows(Employee, standing, Employee.id == person_id)
    if not people:
        return None
    note("print", record=Employee.name, row_id=person_id, subject_id=person_id, detail={"form": FORM.stem})
    form = DocxTemplate(FORM)
    form.render(_context(people[0], person_id, standing), Environment(autoescape=True))
    file = io.BytesIO()
    form.save(file)
    db.session.commit()
    return file.getvalue()


def _context(person: Row, person_id: int, standing: Standing) -> dict[str, Any]:
    def about(record: type[Any]) -> list[Row]:
        return _rows(record, standing, record.employee_id == person_id)

    salaries, allowances = about(SalaryEvent), about(AllowanceEvent)
    posts, courses = about(Assignment), about(TrainingRecord)
    family = about(FamilyMember)
    return {
        "p": Row({**person, **_headed(person)}, person.raw),
        "card": _last(about(IdentityDocument)),
        "policies": _joined(row["policy_code"] for row in about(PolicyStatus)),
        "post": _appointed(about(Appointment), person),
        "planned": _joined(row["title_id"] for row in about(PlanningEntry)),
        "concurrent": _joined(row["position_id"] for row in posts if row.raw.get("post_kind") == "concurrent"),
        "party_other": _joined(row["position_code"] for row in about(PartyPost) if row.raw.get("kind") != "main"),
        "salary": Row({**_last(salaries), "rank": _last(salaries).raw.get("rank_code") or ""}, {}),
        "allowance": _allowances(allowances),
        "health": _last(about(HealthRecord)),
        "diplomas": [_diploma(row) for row in about(Qualification)],
        **{name: [_course(row) for row in courses if row.raw["kind_code"] in kinds] for name, kinds in COURSES.items()},
        "work": [*(_period(row) for row in about(WorkPeriod)), *(_post(row) for row in posts)],
        "history": _history(about(HistoryDeclaration)),
        "abroad": [_abroad(row) for row in about(ForeignRelation)],
        "merits": _merits(about(AnnualEvaluation), about(Reward)),
        "discipline": [_discipline(row) for row in about(DisciplinaryAction)],
        "own_family": [_relative(row) for row in family if row.raw.get("side") != "spouse"],
        "spouse_family": [_relative(row) for row in family if row.raw.get("side") == "spouse"],
        "salaries": [_salary(row) for row in salaries],
        "allowances": [_allowance(row) for row in allowances],
        "assets": _joined(
            f"{row['kind_code']} {row['declared_year']}: {row['state']}" for row in about(AssetDeclaration)
        ),
    }


def _headed(person: Row) -> dict[str, str]:
    """What stands at the head of the form: the name in capitals, and who manages the person, which his unit tells."""
    _using, managing = units_of(person.raw.get("unit_id"))
    name = db.session.scalar(select(OrgUnit.name_vi).where(OrgUnit.id == managing))
    return {"full_name_upper": person["full_name"].upper(), "managing_unit_id": name or ""}


def _rows(record: type[Record], standing: Standing, *which: Any) -> list[Row]:
    """The official rows that the reader may see, the earliest first, each value as he may see it."""
    if not standing.may("read", record.name):
        return []
    columns = [
        getattr(record, column.name) for column in record.__table__.columns if column.name in record.__mapper__.columns
    ]
    order = getattr(record, _dated(record), record.id)
    found = db.session.execute(select(*columns).where(*which).order_by(order, record.id)).mappings().all()
    fields = [field for field in shown_fields(record, standing) if not isinstance(field.kind, Files)]
    note_reading(record, fields, found, standing)
    texts = link_texts(fields, found)
    return [
        Row(
            {
                field.name: str(texts[field.name].get(row[field.name], ""))
                if field.name in texts
                else text_for(field, row[field.name], standing, row)
                for field in fields
            },
            {field.name: row[field.name] for field in fields},
        )
        for row in found
    ]


def _dated(record: type[Record]) -> str:
    """The field by which the events of a record follow one another."""
    names = ("effective_from", "started_on", "begun_on", "since", "examined_on", "issued_on", "declared_year")
    return next((name for name in names if name in record.fields), "id")


def _last(rows: Sequence[Row]) -> Row:
    return rows[-1] if rows else Row({}, {})


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _period_of(row: Row, since: str, until: str) -> dict[str, str]:
    return {"since": row[since], "until": row[until]}


def _appointed(rows: Sequence[Row], person: Row) -> Row:
    """Since when the present position is held, and since when for the present term."""
    held = [row for row in rows if row.raw.get("position_id") == person.raw.get("position_id")]
    first, last = (held[0], held[-1]) if held else (Row({}, {}), Row({}, {}))
    again = last["effective_from"] if len(held) > 1 else ""
    return Row({"appointed_on": first["effective_from"], "reappointed_on": again}, {})


def _allowances(rows: Sequence[Row]) -> Row:
    def worth(chosen: Callable[[str], bool]) -> str:
        return _joined(_worth(row) for row in rows if chosen(row.raw["allowance_code"]) and not row["effective_to"])

    return Row(
        {
            "leading": worth(lambda code: code == LEADING),
            "concurrent": worth(lambda code: code in CONCURRENT),
            "other": worth(lambda code: code != LEADING and code not in CONCURRENT),
        },
        {},
    )


def _worth(row: Row) -> str:
    value = row["coefficient"] or (f"{row['percent']}%" if row["percent"] else row["amount"])
    return value if row.raw["allowance_code"] == LEADING else f"{row['allowance_code']} {value}"


def _diploma(row: Row) -> dict[str, str]:
    named = {
        "institution": row["institution"],
        "major": row["major"],
        "mode": row["mode_code"],
        "level": row["level_code"],
    }
    return {**_period_of(row, "started_on", "ended_on"), **named}


def _course(row: Row) -> dict[str, str]:
    certificate = _joined((row["certificate"], row["foreign_language_level_code"], row["score"]))
    course = {"institution": row["institution"], "course": row["course"], "certificate": certificate}
    return {**_period_of(row, "started_on", "ended_on"), **course}


def _period(row: Row) -> dict[str, str]:
    return {**_period_of(row, "begun_on", "ended_on"), "body": row["place"], "post": row["work"]}


def _post(row: Row) -> dict[str, str]:
    body = row["unit_id"] or row["unit_text"]
    return {**_period_of(row, "effective_from", "effective_to"), "body": body, "post": row["position_id"]}


def _history(rows: Sequence[Row]) -> Row:
    def told(arrest: bool) -> str:
        chosen = [row for row in rows if (row.raw.get("kind") == "arrest") is arrest]
        parts = ("since", "until", "place", "declared_to", "content")
        return _joined(", ".join(filter(None, (row[part] for part in parts))) for row in chosen)

    return Row({"arrest": told(True), "old_regime": told(False)}, {})


def _abroad(row: Row) -> dict[str, str]:
    told = {"country": row["country_code"], "organisation": row["organisation"], "work": row["work"]}
    return {**_period_of(row, "since", "until"), **told}


def _merits(evaluations: Sequence[Row], rewards: Sequence[Row]) -> list[dict[str, str]]:
    """One line for each year: how he was rated, with which title, and what he was given."""
    periods = db.session.execute(select(EvaluationPeriod.id, EvaluationPeriod.ends_on))
    ends: dict[int, date] = {row.id: row.ends_on for row in periods}
    years: dict[str, dict[str, str]] = {}

    def line(year: Any) -> dict[str, str]:
        return years.setdefault(str(year), {"year": str(year), "grade": "", "title": "", "award": ""})

    for row in evaluations:
        ended = ends.get(row.raw["period_id"])
        line(ended.year if ended else row["period_id"])["grade"] = row["grade_code"]
    for row in rewards:
        found = line(row["year_to"] or row["year_from"])
        found["title"] = _joined((found["title"], row["title_code"]))
        found["award"] = _joined((found["award"], row["award_code"]))
    return [years[year] for year in sorted(years)]


def _discipline(row: Row) -> dict[str, str]:
    violation = _joined((row["violation_code"], row["violation"]))
    what = {"form": row["form_code"], "violation": violation, "issuer": row["issuer"]}
    return {**_period_of(row, "effective_from", "effective_to"), **what}


def _relative(row: Row) -> dict[str, str]:
    parts = ("home_town", "occupation", "position", "workplace", "address", "organisations")
    about = ", ".join(filter(None, (row[part] for part in parts)))
    return {"relation": row["relation_code"], "name": row["full_name"], "born": row["born_on"], "about": about}


def _salary(row: Row) -> dict[str, str]:
    paid = {"step": row["step"], "coefficient": row["coefficient"], "amount": row["agreed_amount"]}
    return {**_period_of(row, "effective_from", "effective_to"), "rank": row.raw.get("rank_code") or "", **paid}


def _allowance(row: Row) -> dict[str, str]:
    worth = {"percent": row["percent"], "coefficient": row["coefficient"], "amount": row["amount"]}
    return {**_period_of(row, "effective_from", "effective_to"), "kind": row["allowance_code"], **worth}
