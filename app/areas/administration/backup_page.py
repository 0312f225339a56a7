"""What the page of backups is given, and what its form is read as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.backup import making, register
from app.backup.models import GOOD, OUTCOMES, Backup, RestoreTest
from app.backup.register import Last
from app.extensions import db
from app.records.clock import ZONE, today
from app.records.kinds import Day
from app.records.names import nfc
from app.records.problems import FieldError
from app.records.vietnamese import day, moment, number
from app.screens.pages import Control, Tag

NAME_MOST, REMARK_MOST = 150, 2000
RESULTS = (("passed", _("Restore test passed")), ("failed", _("Restore test failed")))


@dataclass(frozen=True)
class LastTime:
    """A fact of the page: when something last went well, and whether that is too long ago."""

    label: Any
    text: str
    tag: Tag
    warning: Any = ""


@dataclass(frozen=True)
class BackupLine:
    """A backup of the register."""

    made: str
    by: str
    tag: Tag
    path: str
    size: str
    rows: str
    files: str
    sha256: str
    recipients: str
    migration: str
    message: str


@dataclass(frozen=True)
class TestLine:
    """A restore test of the register."""

    tested: str
    backup: str
    by: str
    tag: Tag
    remark: str


@dataclass(frozen=True)
class BackupPage:
    """The page: how it stands today, the register, the form for a restore test."""

    last: Sequence[LastTime]
    why_not: Any
    folder: str
    backups: Sequence[BackupLine]
    tests: Sequence[TestLine]
    controls: Sequence[Control]
    is_refused: bool


@dataclass(frozen=True)
class TestEntry:
    """What was typed into the form, read; `errors` by the name of the field."""

    tested_on: date | None
    backup_id: int | None
    tested_by: str
    passed: bool
    remark: str
    errors: Mapping[str, Any]


def read_test(form: Mapping[str, str]) -> TestEntry:
    """Read the form of a restore test."""
    errors: dict[str, Any] = {}
    tested_on, backup = None, _backup(form.get("backup_id", ""))
    try:
        tested_on = Day().parse(form.get("tested_on", ""))
    except FieldError as error:
        errors["tested_on"] = error.message
    else:
        if tested_on is None:
            errors["tested_on"] = _("Enter the day of the test.")
        elif tested_on > today():
            errors["tested_on"] = _("The day of the test lies ahead; enter the day on which it was done.")
    if backup is None:
        errors["backup_id"] = _("Choose the backup that was tried.")
    elif tested_on and tested_on < backup.made_at.astimezone(ZONE).date():
        errors.setdefault("tested_on", _("The backup was made after that day; check day and backup."))
    tested_by = nfc(form.get("tested_by", "")).strip()
    if not tested_by or len(tested_by) > NAME_MOST:
        errors["tested_by"] = _("Enter who did the test, in at most %(most)d characters.", most=NAME_MOST)
    result = form.get("result", "")
    if result not in dict(RESULTS):
        errors["result"] = _("Choose how the test ended.")
    remark = nfc(form.get("remark", "")).strip()
    if len(remark) > REMARK_MOST:
        errors["remark"] = _("Write the remark in at most %(most)d characters.", most=REMARK_MOST)
    return TestEntry(tested_on, backup.id if backup else None, tested_by, result == "passed", remark, errors)


def _backup(key: str) -> Backup | None:
    is_key = key.isascii() and key.isdigit() and len(key) < 10
    row: Backup | None = db.session.get(Backup, int(key)) if is_key else None
    return row if row is not None and row.outcome == GOOD else None


def backup_page(form: Mapping[str, str], errors: Mapping[str, Any]) -> BackupPage:
    """The page as it stands now; `form` is what was typed, given back with its `errors`."""
    refusal = making.why_not()
    backups, tests = register.backups(), register.tests()
    names = _names({row.made_by for row in backups})
    made = {row.id: _made(row) for row in backups}
    made |= {row.id: _made(row) for row in _others({test.backup_id for test in tests} - made.keys())}
    return BackupPage(
        last=(_last_backup(), _last_test()),
        why_not=refusal.message if refusal else "",
        folder=str(making.default_folder()),
        backups=[_backup_line(row, names) for row in backups],
        tests=[_test_line(test, made) for test in tests],
        controls=_controls(form, errors, [(str(row.id), made[row.id]) for row in backups if row.outcome == GOOD]),
        is_refused=bool(errors),
    )


def _others(keys: set[int]) -> Sequence[Backup]:
    return db.session.scalars(select(Backup).where(Backup.id.in_(keys))).all() if keys else ()


def _names(keys: set[int | None]) -> dict[int, str]:
    users = db.session.scalars(select(User).where(User.id.in_([key for key in keys if key is not None])))
    return {user.id: f"{user.last_name} {user.first_name}".strip() for user in users}


def _made(row: Backup) -> str:
    return moment(row.made_at, ZONE)


def _last_backup() -> LastTime:
    row, last = register.last_backup()
    warning = _(
        "There is no good backup of the last %(days)d days. Have one made, and see to the timer that makes them.",
        days=last.days,
    )
    return _last(_("Last good backup"), _made(row) if row else "", last, warning)


def _last_test() -> LastTime:
    row, last = register.last_test()
    warning = _(
        "No restore test has passed in the last %(days)d days. Restore a backup on another machine and enter the result below.",
        days=last.days,
    )
    return _last(_("Last restore test that passed"), day(row.tested_on) if row else "", last, warning)


def _last(label: Any, text: str, last: Last, warning: Any) -> LastTime:
    if not last.is_late:
        return LastTime(label, text, Tag(_("in time"), "ok"))
    return LastTime(label, text, Tag(_("too long ago") if text else _("never yet"), "late"), warning)


def _backup_line(row: Backup, names: Mapping[int, str]) -> BackupLine:
    return BackupLine(
        made=_made(row),
        by=names.get(row.made_by, "") if row.made_by else str(_("at the server's console")),
        tag=Tag(OUTCOMES[row.outcome], "ok" if row.outcome == GOOD else "late"),
        path=row.path,
        size=_size(row.size),
        rows=number(sum(row.counts.values())) if row.counts else "",
        files=number(row.files) if row.files is not None else "",
        sha256=row.sha256 or "",
        recipients=", ".join(row.recipients or ()),
        migration=row.migration or "",
        message=row.message or "",
    )


def _size(size: int | None) -> str:
    """In megabytes, as people compare them."""
    return f"{number(Decimal(size) / 1_000_000, places=1)} MB" if size else ""


def _test_line(row: RestoreTest, made: Mapping[int, str]) -> TestLine:
    tag = Tag(RESULTS[0][1], "ok") if row.passed else Tag(RESULTS[1][1], "late")
    return TestLine(day(row.tested_on), made.get(row.backup_id, ""), row.tested_by, tag, row.remark or "")


def _controls(form: Mapping[str, str], errors: Mapping[str, Any], backups: Sequence[tuple[str, str]]) -> list[Control]:
    def control(name: str, label: Any, kind: str, **more: Any) -> Control:
        found = [str(errors[name])] if name in errors else []
        return Control(name, label, kind, value=form.get(name, ""), errors=found, **more)

    results = tuple((code, str(text)) for code, text in RESULTS)
    return [
        control("tested_on", _("Tested on"), "day", required=True),
        control("backup_id", _("Backup that was tried"), "select", required=True, options=tuple(backups)),
        control("tested_by", _("Test done by"), "text", required=True, length=NAME_MOST),
        control("result", _("Result of the test"), "select", required=True, options=results),
        control(
            "remark",
            _("Remark on the test"),
            "textarea",
            length=REMARK_MOST,
            help=_("Where it was restored, how long it took, what was compared, what was wanting."),
        ),
    ]
