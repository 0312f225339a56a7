"""A sheet becomes changes: each row is read, matched with the official row of the same key, and handed to the one door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.access.audit import note
from app.access.standing import Standing, current_standing
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.cells import doubt_about, value_of
from app.exchange.headings import Headings, headings_of, raw_cells, sign_in
from app.exchange.linking import Finder, as_text
from app.exchange.matching import compare, is_to_be_new, match
from app.exchange.report import OUTCOMES, REFUSED, Finding, Report, Row
from app.exchange.sheet import Sheet
from app.exchange.ways import ForApproval, Way
from app.extensions import db
from app.records.catalogues import catalogues
from app.records.field import Field
from app.records.links import Link
from app.records.problems import REQUIRED, FieldError
from app.records.record import Record

Progress = Callable[[int, int], None]
RawLinks = dict[Row, dict[str, Any]]


def bring_in(
    record: type[Record],
    sheet: Sheet,
    way: Way,
    *,
    defaults: Mapping[str, str] | None = None,
    partial: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Take a sheet in with the standing of the present user, and end the transaction.

    `defaults` fill empty cells, by field. One refused row keeps the whole sheet out, unless `partial`. A dry run does
    the same and takes it back. `progress` hears how many of the rows are written. Raises `NotAllowed`, `Refusal`.
    """
    standing = current_standing()
    if not standing.may("write", record.name):
        raise NotAllowed
    report = prepared(record, sheet, standing, defaults or {})
    total = sum(row.is_to_write for row in report.rows)
    try:
        way.begin(sheet)
        done = 0
        for wave in waves(report):
            for count in way.write(report, wave):
                done += count
                progress(done, total)
    except BaseException:
        take_back()
        raise
    taken = report.is_clean or (partial and report.count(REFUSED) < len(report.rows))
    # Nothing to approve makes no batch.
    is_empty = isinstance(way, ForApproval) and not any(row.is_to_write for row in report.rows)
    if dry_run or is_empty or not taken:
        take_back()
    else:
        log(report, sheet, way.detail)
        db.session.commit()
    report.findings.sort(key=lambda finding: finding.line)
    return report


def prepared(record: type[Record], sheet: Sheet, standing: Standing, defaults: Mapping[str, str]) -> Report:
    """The rows of a sheet, read, matched and compared; nothing is written."""
    _check_defaults(record, defaults)
    headings = headings_of(record, sheet, standing, defaults)
    report = Report(record, headings.names, [], list(headings.findings), headings.places, headings.line)
    links: RawLinks = {}
    for line in sheet.lines:
        if line.number > headings.line:
            row = Row(line.number, sign=sign_in(headings, line))
            report.rows.append(row)
            links[row] = _read_row(report, row, headings, *raw_cells(headings, line), sheet.faults, defaults)
    if any(finding.severity == "error" for finding in headings.findings):
        report.findings = list(headings.findings)
        report.refuse_all()
        return report
    linked = {name for raws in links.values() for name in raws}
    to_others = [
        declared for name, declared in record.fields.items() if name in linked and _target(declared) is not record
    ]
    to_itself = [declared for name, declared in record.fields.items() if name in linked and _target(declared) is record]
    _join(report, links, to_others, standing)
    match(report, standing)
    _join(report, links, to_itself, standing)
    compare(report)
    _refuse_incomplete(report, defaults)
    return report


def _check_defaults(record: type[Record], defaults: Mapping[str, str]) -> None:
    for name, text in defaults.items():
        if name not in record.fields:
            raise Refusal(_("“%(plural)s” have no item “%(name)s”.", plural=record.plural, name=name))
        declared = record.fields[name]
        if not isinstance(declared.kind, Link):
            try:
                value_of(declared, text)
            except FieldError as error:
                raise Refusal(_("%(label)s: %(reason)s", label=declared.label, reason=error.message)) from error


def _read_row(
    report: Report,
    row: Row,
    headings: Headings,
    cells: Mapping[int, Any],
    rest: Mapping[str, Any],
    faults: Mapping[tuple[int, int], Any],
    defaults: Mapping[str, str],
) -> dict[str, Any]:
    """Read the cells of one row into its values; returns the raw cells of its links."""
    raws = dict(defaults)
    for place, raw in cells.items():
        name = headings.fields[place].name
        if (row.line, place) in faults:
            report.refuse(row, name, faults[(row.line, place)])
        elif as_text(raw) or name not in raws:
            raws[name] = raw
    links: dict[str, Any] = {}
    for name, raw in raws.items():
        declared = report.record.fields[name]
        if isinstance(declared.kind, Link):
            links[name] = raw
        else:
            _read_cell(report, row, declared, raw)
    _gather(report.record, row, rest)
    return links


def _read_cell(report: Report, row: Row, declared: Field, raw: Any) -> None:
    try:
        value = value_of(declared, raw)
    except FieldError as error:
        report.refuse(row, declared.name, error.message)
    else:
        if value is not None:
            row.values[declared.name] = value
        if doubt := doubt_about(declared, raw):
            report.findings.append(Finding(row.line, report.column(declared.name), doubt, "warning"))


def _gather(record: type[Record], row: Row, rest: Mapping[str, Any]) -> None:
    """Columns that are no field of a code list are kept under their own names."""
    gathered = {name: text for name, raw in rest.items() if (text := as_text(raw))}
    if gathered and record.rest_to:
        row.values[record.rest_to] = {**row.values.get(record.rest_to, {}), **gathered}


def _target(declared: Field) -> type[Record] | None:
    return declared.kind.target if isinstance(declared.kind, Link) else None


def _join(report: Report, links: RawLinks, fields: list[Field], standing: Standing) -> None:
    """Put the key of the row that each cell names in its place; a row of the same sheet may still have none."""
    for target in dict.fromkeys(target for declared in fields if (target := _target(declared))):
        finder = Finder(target, standing)
        names = [declared.name for declared in fields if _target(declared) is target]
        finder.look_up(raws.get(name) for raws in links.values() for name in names)
        if target is report.record:
            for row in report.rows:
                finder.add(row.target_id or row, row.whole)
        for row, raws in links.items():
            for name in names:
                _join_cell(report, row, name, raws.get(name), finder)


def _join_cell(report: Report, row: Row, name: str, raw: Any, finder: Finder) -> None:
    try:
        found = finder.find(raw, row.day)
    except FieldError as error:
        report.refuse(row, name, error.message)
        return
    if isinstance(found, Row):
        row.awaits[name] = found
    elif found is not None:
        row.values[name] = found


def _refuse_incomplete(report: Report, defaults: Mapping[str, str]) -> None:
    """A new row needs every required item; a column that is not there at all is told once."""
    new = [row for row in report.rows if is_to_be_new(report, row)]
    for name, declared in report.record.fields.items():
        if not (declared.required and declared.given):
            continue
        missing = [row for row in new if name not in row.values and name not in row.awaits and name not in row.faulty]
        there = name in report.headings or name in defaults
        if missing and not there:
            reason = _("The column is missing; new rows cannot be without it.")
            report.findings.append(Finding(missing[0].line, report.column(name), reason))
        for row in missing:
            if there:
                report.refuse(row, name, REQUIRED)
            row.outcome = REFUSED


def waves(report: Report) -> Iterator[list[Row]]:
    """The rows to write, those first at which others of the sheet point."""
    waiting = {row for row in report.rows if row.is_to_write}
    while waiting:
        ready = [row for row in report.rows if row in waiting and waiting.isdisjoint(row.awaits.values())]
        if not ready:
            for row in [row for row in report.rows if row in waiting]:
                report.refuse(row, next(iter(row.awaits)), _("The lines of the sheet point at each other in a circle."))
            return
        waiting.difference_update(ready)
        yield [row for row in ready if _is_joined(report, row)]


def _is_joined(report: Report, row: Row) -> bool:
    """Whether every row at which this one points has its key by now; otherwise it is refused."""
    for name, awaited in row.awaits.items():
        if awaited.target_id is not None:
            row.values[name] = awaited.target_id
        elif awaited.outcome == REFUSED:
            report.refuse(row, name, _("It points at line %(line)d, which is refused.", line=awaited.line))
        else:
            reason = _(
                "It points at line %(line)d, which has to be approved first; import this line after that.",
                line=awaited.line,
            )
            report.refuse(row, name, reason)
    return row.is_to_write


def take_back() -> None:
    """Undo what a dry run, or a sheet that is not taken, has written."""
    db.session.rollback()
    catalogues().forget()


def log(report: Report, sheet: Sheet, detail: Mapping[str, Any]) -> None:
    """The audit log names the file, the way and the counts."""
    counts = {outcome: report.count(outcome) for outcome in OUTCOMES}
    note("import", record=report.record.name, detail={"file": sheet.name, "sha256": sheet.sha256, **detail, **counts})
