"""The facts that the product brings along: code lists, positions, units. Loaded by the import that a clerk uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from app.changes.models import Batch, Change
from app.exchange.importing import bring_in
from app.exchange.report import SAME, Report, Row
from app.exchange.sheet import read
from app.exchange.ways import ByDocument
from app.extensions import db
from app.records.area import registry
from app.records.choices import CatalogueItem

KIND = "seed"


class SeedError(RuntimeError):
    """A file of the product itself that cannot be loaded: every finding, one a line."""


@dataclass(frozen=True)
class Planting:
    """One file of facts: the record that its rows are, and what fills its empty cells."""

    file: str
    record: str
    defaults: Mapping[str, str] = field(default_factory=dict)


class AsSeed(ByDocument):
    """A row that people have changed since it was planted is theirs: a newer file does not take it back."""

    kind = KIND

    def amend(self, report: Report, row: Row) -> None:
        if self._is_planted(row):
            super().amend(report, row)
        else:
            row.outcome = SAME

    def _is_planted(self, row: Row) -> bool:
        last = row.official["change_id"] if row.official else None
        origin = select(Batch.kind).join(Change, Change.batch_id == Batch.id).where(Change.id == last)
        return db.session.scalar(origin) == KIND


def seed_folder() -> Path:
    """Where the product keeps its facts."""
    return Path(current_app.root_path) / "seed"


def plant_catalogues(folder: Path | None = None) -> int:
    """Load every code list of `catalogues/`; the list is named by the file. Returns how many files were not yet loaded."""
    home = folder or seed_folder()
    return plant(home, catalogue_plan(home))


def catalogue_plan(folder: Path) -> list[Planting]:
    """The code lists in a folder of facts."""
    files = sorted((folder / "catalogues").glob("*.csv"))
    return [Planting(f"catalogues/{file.name}", CatalogueItem.name, {"list_code": file.stem}) for file in files]


def plant(folder: Path, plan: list[Planting]) -> int:
    """Load files of facts in their order, each in a transaction of its own, as the operator.

    A file that is the same as when it was last loaded is passed over. Returns how many were loaded. Raises `SeedError`.
    """
    return sum(_plant_file(folder, planting) for planting in plan)


def _plant_file(folder: Path, planting: Planting) -> bool:
    sheet = read(folder / planting.file, planting.file)
    if sheet.sha256 == _last_loaded(planting.file):
        return False
    record = registry().record(planting.record)
    report = bring_in(record, sheet, AsSeed(sheet.sha256), defaults=planting.defaults)
    if not report.is_clean:
        raise SeedError("\n".join(_complaints(planting.file, report)))
    return True


def _last_loaded(file: str) -> str | None:
    """The SHA-256 of a file when it was last loaded, as its batch notes it."""
    loaded = select(Batch.source).where(Batch.kind == KIND, Batch.file_name == file).order_by(Batch.id.desc()).limit(1)
    return db.session.scalar(loaded)


def _complaints(file: str, report: Report) -> Iterator[str]:
    return (f"{file}: {finding.sentence}" for finding in report.findings if finding.severity == "error")
