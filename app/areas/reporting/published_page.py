"""The pages of released figures: the sets, one of them with its tables and drawings, and the form that makes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.standing import Standing
from app.areas.reporting.figures import LEAST_CELL
from app.areas.reporting.models import PublishedSet
from app.areas.reporting.publishing import Figures, Paper, digest, may_release, questions, released_sets
from app.records import vietnamese
from app.records.clock import today
from app.records.field import Field
from app.records.kinds import Code, Day, Kind, Title, WholeNumber
from app.records.names import nfc
from app.records.problems import FieldError
from app.records.settings import settings
from app.screens.pages import Control

ADDRESS = "/published/"
LEFT_OUT = "…"
FIELDS = (
    Field(
        Title(250),
        _("Title of the set"),
        "title",
        required=True,
        example=_("Staff of the province, quarter IV/2026"),
    ),
    Field(Code(60), _("Number of the releasing document"), "document_number", required=True, example="210/SNV-CCVC"),
    Field(Day(), _("Date of the releasing document"), "document_date", required=True, example="25/11/2026"),
)


@dataclass(frozen=True)
class Line:
    """A value: how many in the province, and the share; of what is left out there is no `count` to draw."""

    text: str
    count: int | None
    count_text: str
    share: str
    tone: str


@dataclass(frozen=True)
class Released:
    """One question with its answer for the province, and for each unit below it."""

    name: str
    question: str
    label: str
    lines: Sequence[Line]
    total: str
    columns: Sequence[str]
    units: Sequence[tuple[str, Sequence[str]]]
    is_cut: bool


@dataclass(frozen=True)
class SetLine:
    """A released set in the list of sets."""

    title: str
    url: str
    counted_on: str
    paper: str
    questions: str


@dataclass(frozen=True)
class SetsPage:
    """The list of sets."""

    sets: Sequence[SetLine]
    new_url: str


@dataclass(frozen=True)
class SetPage:
    """One set. `digest` is set where it is a draft that may be released."""

    title: str
    counted_on: str
    paper: str
    least: int
    tables: Sequence[Released]
    excel_url: str = ""
    json_url: str = ""
    withdraw_url: str = ""
    digest: str = ""


@dataclass(frozen=True)
class NewPage:
    """The form: what was typed, what is wrong with it, the questions, and the draft that is looked at."""

    controls: Sequence[Control]
    offered: Sequence[tuple[str, str, bool]]
    least: int
    message: Any = ""
    draft: SetPage | None = None


def sets_page(standing: Standing) -> SetsPage:
    """Every set that is released."""
    lines = [
        SetLine(
            one.title,
            f"{ADDRESS}{one.id}",
            vietnamese.day(one.counted_on),
            _paper(one.document_number, one.document_date),
            vietnamese.number(len(one.figures)),
        )
        for one in released_sets()
    ]
    return SetsPage(lines, f"{ADDRESS}new" if may_release(standing) else "")


def set_page(one: PublishedSet, standing: Standing) -> SetPage:
    """A released set as it was frozen."""
    return SetPage(
        one.title,
        vietnamese.day(one.counted_on),
        _paper(one.document_number, one.document_date),
        one.least,
        tables_of(one.figures),
        f"{ADDRESS}{one.id}.xlsx",
        f"{ADDRESS}{one.id}.json",
        f"{ADDRESS}{one.id}/withdraw" if may_release(standing) else "",
    )


def new_page(
    standing: Standing, form: Any, errors: Mapping[str, Any], message: Any = "", figures: Figures | None = None
) -> NewPage:
    """The form, with the draft under it where one was asked for."""
    chosen = set(form.getlist("question")) if form else set()
    typed = {field.name: form.get(field.name, "") for field in FIELDS} if form else {}
    least = settings().value(LEAST_CELL)
    draft = None
    if figures is not None:
        paper = f"{typed['document_number']}, {typed['document_date']}"
        draft = SetPage(
            typed["title"], vietnamese.day(today()), paper, least, tables_of(figures), digest=digest(figures)
        )
    offered = [(one.key, one.text, one.key in chosen) for one in questions(standing)]
    return NewPage([_control(field, typed, errors) for field in FIELDS], offered, least, message, draft)


def _control(field: Field, typed: Mapping[str, str], errors: Mapping[str, Any]) -> Control:
    found = [str(errors[field.name])] if field.name in errors else []
    return Control(
        field.name,
        field.label,
        field.kind.control,
        typed.get(field.name, ""),
        required=True,
        example=field.example,
        errors=found,
        length=field.kind.length,
    )


def read_paper(form: Mapping[str, str]) -> tuple[Paper | None, dict[str, Any]]:
    """Title and document as they are typed, and what is wrong with them by field."""
    values: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for field in FIELDS:
        try:
            values[field.name] = field.parse(nfc(form.get(field.name, "")).strip() or None)
        except FieldError as error:
            errors[field.name] = error.message
            continue
        if values[field.name] is None:
            errors[field.name] = _("This has to be filled in.")
    dated = values.get("document_date")
    if isinstance(dated, date) and dated > today():
        errors["document_date"] = _("This day has not come yet.")
    if errors:
        return None, errors
    return Paper(values["title"], values["document_number"], values["document_date"]), {}


def tables_of(figures: Figures) -> list[Released]:
    """The frozen tables as they print."""
    return [_released(place, table) for place, table in enumerate(figures)]


def _released(place: int, table: Mapping[str, Any]) -> Released:
    province, units = table["province"], table["units"]
    total = province[-1] or 0
    numbers = [*province, *(number for row in units for number in row[1:])]
    return Released(
        name=f"q{place}",
        question=table["question"],
        label=table["label"],
        lines=[_line(text, number, total) for text, number in zip(table["columns"], province, strict=False)],
        total=_shown(province[-1]),
        columns=table["columns"],
        units=[(row[0], [_shown(number) for number in row[1:]]) for row in units],
        is_cut=None in numbers,
    )


def _line(text: str, number: int | None, total: int) -> Line:
    if number is None:
        return Line(text, None, LEFT_OUT, "", "unseen")
    share = vietnamese.percent(Decimal(100 * number) / total, 1) if total else ""
    return Line(text, number, vietnamese.number(number), share, "value")


def _shown(number: int | None) -> str:
    return LEFT_OUT if number is None else vietnamese.number(number)


def _paper(number: str, dated: date) -> str:
    return f"{number}, {vietnamese.day(dated)}"


def sheet_fields() -> list[Field]:
    """The columns of the Excel file: one line for each figure."""
    return [
        Field(Kind(250), _("Question"), "question"),
        Field(Title(250), _("Unit"), "unit"),
        Field(Kind(250), _("Value"), "value"),
        Field(WholeNumber(0, 2_000_000_000), _("Rows"), "rows"),
        Field(Kind(60), _("Remark"), "remark"),
    ]


def sheet_rows(one: PublishedSet) -> Iterator[list[Any]]:
    """The figures of a set, line by line; of what is left out there is a remark and no number."""
    whole, left = gettext("Whole province"), gettext("left out")
    for table in one.figures:
        values = [*table["columns"], gettext("Total")]
        for name, *numbers in ([whole, *table["province"]], *table["units"]):
            for value, number in zip(values, numbers, strict=True):
                yield [table["question"], name, value, number, left if number is None else ""]
