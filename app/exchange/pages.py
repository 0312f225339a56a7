"""What the templates of imports are given: plain values, already printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import Standing
from app.exchange.beside import sent_after, sent_before
from app.exchange.checking import is_long
from app.exchange.long_marking import marking_of
from app.exchange.models import MARKABLE, STATES, ImportFile
from app.exchange.outcome import Amendment, Fault, Outcome
from app.exchange.uploads import path_of
from app.extensions import db
from app.jobs.asking import job_of
from app.jobs.models import STATES as JOB_STATES
from app.jobs.models import Job
from app.jobs.results import result_of
from app.records.clock import ZONE
from app.records.record import Record
from app.records.vietnamese import moment

PAGE = 50
AMENDMENTS_PAGE = 20
RECENT = 10
TONES = {"sent": "wait", "checked": "plain", "submitting": "wait", "submitted": "ok"}
OUTRUN = _("Not handed in; a newer sheet was sent")
SEVERITIES = {"error": _("Refused cells"), "warning": _("To be looked at")}


@dataclass(frozen=True)
class Sent:
    """An earlier upload in the list of one's own."""

    name: str
    url: str
    at: str
    state: Any
    tone: str
    counts: str


@dataclass(frozen=True)
class ImportPage:
    """Where a sheet is fetched and sent."""

    title: Any
    label: Any
    list_url: str
    sheet_url: str
    upload_url: str
    most_megabytes: int
    recent: Sequence[Sent]
    message: str = ""


@dataclass(frozen=True)
class Turn:
    """The pages of a long table."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Progress:
    """The job that is at work on the sheet, that stopped, or that has marked it."""

    title: Any
    refresh_url: str
    show_url: str
    state: Any
    open: bool
    done: int
    total: int
    percent: int
    message: str


@dataclass(frozen=True)
class OutcomePage:
    """What the check of one sheet found, and what may be done with it.

    `faults_url` fetches the sheet with the faults marked; of a long one `mark_url` has it made first. Both are empty while
    there is none to be had. `sent_before` says when the same file was handed in already, and the address of that batch;
    `sent_after` which newer sheet may replace one that is not handed in: its name, when it was sent, and its address.
    """

    title: Any
    name: str
    sent: str
    state: str
    tag: tuple[Any, str]
    counts: Sequence[tuple[str, Any, int, str]]
    filters: Sequence[tuple[Any, int, str, bool]]
    faults: Sequence[Fault]
    faults_turn: Turn
    faults_left_out: int
    amendments: Sequence[Amendment]
    amendments_turn: Turn
    amendments_left_out: int
    good: int
    is_clean: bool
    waits: bool
    may_submit: bool
    may_continue: bool
    upload_url: str
    submit_url: str
    faults_url: str
    mark_url: str
    discard_url: str
    batch_url: str
    list_url: str
    handed_in: int
    note: str
    progress: Progress | None
    sent_before: tuple[str, str] | None = None
    sent_after: tuple[str, str, str] | None = None


def import_page(record: type[Record], standing: Standing, most_bytes: int, message: str = "") -> ImportPage:
    """The page on which an import begins."""
    mine = select(ImportFile).where(ImportFile.record == record.name, ImportFile.user_id == standing.user_id)
    recent = db.session.scalars(mine.order_by(ImportFile.id.desc()).limit(RECENT)).all()
    base = f"/import/{record.name}/"
    return ImportPage(
        title=_("Import from Excel: %(plural)s", plural=record.plural),
        label=record.plural,
        list_url=f"/{record.name}/list/",
        sheet_url=f"{base}sheet.xlsx",
        upload_url=base,
        most_megabytes=most_bytes >> 20,
        recent=[
            Sent(
                kept.name,
                f"{base}{kept.token}",
                moment(kept.sent_at, ZONE),
                OUTRUN if kept.state == "checked" and kept is not recent[0] else STATES[kept.state],
                TONES[kept.state],
                _counted(kept),
            )
            for kept in recent
        ],
        message=message,
    )


def outcome_page(record: type[Record], kept: ImportFile, severity: str, page: int, changes: int) -> OutcomePage:
    """The page of one sheet: findings by `severity` on their `page`, changed rows on theirs (`changes`)."""
    outcome = Outcome.load(kept.outcome)
    base = f"/import/{record.name}/{kept.token}"
    chosen = [fault for fault in outcome.faults if not severity or fault.severity == severity]
    faults, faults_turn = _turned(chosen, page, PAGE, f"{base}?severity={severity}&changes={changes}&page=")
    amendments, amendments_turn = _turned(
        outcome.amendments, changes, AMENDMENTS_PAGE, f"{base}?severity={severity}&page={page}&changes="
    )
    at_work = job_of(kept.job_id) if kept.job_id and kept.state in ("sent", "submitting") else None
    stopped = kept.state == "submitting" and (at_work is None or not at_work.is_open)
    marking = marking_of(kept) if kept.state in MARKABLE else None
    faults_url, mark_url = _ways_to_marks(kept, marking, base)
    return OutcomePage(
        title=_("Import from Excel: %(plural)s", plural=record.plural),
        name=kept.name,
        sent=moment(kept.sent_at, ZONE),
        state=kept.state,
        tag=(_("Stopped half-way"), "late") if stopped else (STATES[kept.state], TONES[kept.state]),
        counts=_tiles(kept),
        filters=_filters(outcome, severity, base),
        faults=faults,
        faults_turn=faults_turn,
        faults_left_out=outcome.faults_left_out,
        amendments=amendments,
        amendments_turn=amendments_turn,
        amendments_left_out=outcome.amendments_left_out,
        good=outcome.good,
        is_clean=outcome.is_clean,
        waits=record.approval,
        may_submit=kept.state == "checked" and outcome.good > 0 and path_of(kept) is not None,
        may_continue=stopped and path_of(kept) is not None,
        upload_url=f"/import/{record.name}/",
        submit_url=f"{base}/submit",
        faults_url=faults_url,
        mark_url=mark_url,
        discard_url=f"{base}/discard"
        if stopped or (kept.state in ("checked", "sent") and not (at_work and at_work.is_open))
        else "",
        batch_url=f"/approval/batch/{kept.batch_id}" if kept.batch_id else "",
        list_url=f"/{record.name}/list/",
        handed_in=outcome.good,
        note=kept.note or "",
        progress=_progress(shown) if (shown := at_work or marking) else None,
        sent_before=sent_before(kept) if kept.state == "checked" else None,
        sent_after=sent_after(kept) if kept.state == "checked" else None,
    )


def _ways_to_marks(kept: ImportFile, marking: Job | None, base: str) -> tuple[str, str]:
    """Where the marked sheet is fetched, and where it is asked for; at most one of the two."""
    if kept.state not in MARKABLE or path_of(kept) is None or kept.outcome is None:
        return "", ""
    if not is_long(kept.lines, kept.cells):
        return f"{base}/faults.xlsx", ""
    if marking is not None and result_of(marking.id):
        return f"/job/file/{marking.id}", ""
    return "", "" if marking is not None and marking.is_open else f"{base}/faults"


def _tiles(kept: ImportFile) -> list[tuple[str, Any, int, str]]:
    labels = (
        ("new", _("New rows"), "ok"),
        ("changed", _("Rows that change"), "wait"),
        ("same", _("The same as official"), "plain"),
        ("refused", _("Refused rows"), "late"),
    )
    return [
        (name, label, kept.counts.get(name, 0), tone if kept.counts.get(name) else "plain")
        for name, label, tone in labels
    ]


def _filters(outcome: Outcome, here: str, base: str) -> list[tuple[Any, int, str, bool]]:
    counts = {name: sum(fault.severity == name for fault in outcome.faults) for name in SEVERITIES}
    chips = [
        (SEVERITIES[name], count, f"{base}?severity={name}", here == name) for name, count in counts.items() if count
    ]
    return [(_("All findings"), len(outcome.faults), base, not here), *chips] if len(chips) > 1 else []


def _turned(rows: Sequence[Any], number: int, size: int, base: str) -> tuple[Sequence[Any], Turn]:
    """One page of a table, and the ways on."""
    last_page = max((len(rows) - 1) // size + 1, 1)
    number = min(max(number, 1), last_page)
    shown = rows[(number - 1) * size : number * size]
    first = (number - 1) * size + 1 if shown else 0
    return shown, Turn(
        first,
        first + len(shown) - 1 if shown else 0,
        len(rows),
        f"{base}{number - 1}" if number > 1 else "",
        f"{base}{number + 1}" if number < last_page else "",
    )


def _progress(job: Job) -> Progress:
    return Progress(
        job.title,
        f"/job/state/{job.id}",
        f"/job/show/{job.id}",
        JOB_STATES[job.state],
        job.is_open,
        job.progress_done,
        job.progress_total or 0,
        job.percent or 0,
        job.message or "",
    )


def _counted(kept: ImportFile) -> str:
    if not kept.counts:
        return ""
    good = kept.counts.get("new", 0) + kept.counts.get("changed", 0)
    return gettext("%(good)d good rows, %(refused)d refused", good=good, refused=kept.counts.get("refused", 0))
