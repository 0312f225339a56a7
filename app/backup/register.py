"""The register of backups and of restore tests: what is entered, and what it says about today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from flask_babel import gettext
from sqlalchemy import select

from app.access.audit import note
from app.access.standing import current_standing
from app.backup import keys
from app.backup.manifest import Manifest
from app.backup.models import FAILED, GOOD, Backup, RestoreTest
from app.extensions import db
from app.jobs.run import Refused
from app.records.clock import ZONE, now, today
from app.records.settings import settings

SHOWN = 50


def enter(manifest: Manifest, at: datetime, made_by: int | None, path: Path, sha256: str) -> Backup:
    """A backup that was made, in the present transaction, and its line in the audit log."""
    row = Backup(
        made_at=at,
        made_by=made_by,
        outcome=GOOD,
        path=str(path.absolute()),
        size=path.stat().st_size,
        sha256=sha256,
        recipients=[keys.fingerprint(recipient) for recipient in keys.recipients()],
        migration=manifest.migration,
        counts=manifest.counts,
        files=manifest.files,
        message=_about_missing(manifest.missing),
    )
    db.session.add(row)
    db.session.flush()
    note("make_backup", row_id=row.id, detail={"rows": manifest.rows, "files": manifest.files}, user_id=made_by)
    return row


def enter_failure(at: datetime, made_by: int | None, path: Path, error: Exception) -> None:
    """A backup that failed. Of a fault of the program only its kind is entered; the fault itself stands in the log."""
    message = str(error.message) if isinstance(error, Refused) else type(error).__name__
    db.session.add(
        Backup(made_at=at, made_by=made_by, outcome=FAILED, path=str(path.absolute()), message=message, counts={})
    )
    note("make_backup", detail={"fault": type(error).__name__}, succeeded=False, user_id=made_by)


def _about_missing(missing: list[str]) -> str | None:
    if not missing:
        return None
    message: str = gettext(
        "%(count)d evidence files are missing from the disk or altered on it, the first is %(first)s; get them back from an "
        "earlier backup.",
        count=len(missing),
        first=missing[0],
    )
    return message


def enter_test(tested_on: date, backup_id: int, tested_by: str, passed: bool, remark: str) -> RestoreTest:
    """A restore test, in the present transaction."""
    user_id = current_standing().user_id
    assert user_id is not None
    row = RestoreTest(
        tested_on=tested_on,
        backup_id=backup_id,
        tested_by=tested_by,
        passed=passed,
        remark=remark or None,
        entered_by=user_id,
        entered_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    note("enter_restore_test", row_id=row.id, detail={"backup": backup_id, "passed": passed})
    return row


def backups(most: int = SHOWN) -> list[Backup]:
    """The latest backups, newest first."""
    return list(db.session.scalars(select(Backup).order_by(Backup.made_at.desc(), Backup.id.desc()).limit(most)))


def tests(most: int = SHOWN) -> list[RestoreTest]:
    """The latest restore tests, newest first."""
    return list(
        db.session.scalars(
            select(RestoreTest).order_by(RestoreTest.tested_on.desc(), RestoreTest.id.desc()).limit(most)
        )
    )


def good_with(sha256: str) -> Backup | None:
    """The backup of the register whose file has this hash."""
    found: Backup | None = db.session.scalar(select(Backup).where(Backup.sha256 == sha256))
    return found


@dataclass(frozen=True)
class Last:
    """The last time that something went well; `is_late` when that is longer ago than `days`, or never."""

    day: date | None
    days: int

    @property
    def is_late(self) -> bool:
        return self.day is None or today() - self.day > timedelta(days=self.days)


def last_backup() -> tuple[Backup | None, Last]:
    """The last good backup."""
    row = db.session.scalar(
        select(Backup).where(Backup.outcome == GOOD).order_by(Backup.made_at.desc(), Backup.id.desc()).limit(1)
    )
    return row, Last(row.made_at.astimezone(ZONE).date() if row else None, settings().value("backup_warn_days"))


def last_test() -> tuple[RestoreTest | None, Last]:
    """The last restore test that passed."""
    row = db.session.scalar(
        select(RestoreTest)
        .where(RestoreTest.passed)
        .order_by(RestoreTest.tested_on.desc(), RestoreTest.id.desc())
        .limit(1)
    )
    return row, Last(row.tested_on if row else None, settings().value("restore_test_warn_days"))
