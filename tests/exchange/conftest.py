"""Sheets for the tests: made on the spot, in every form that people send."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from app.changes.refusals import Refusal
from app.exchange.headings import Headings
from app.exchange.importing import bring_in
from app.exchange.report import Report
from app.exchange.sheet import read
from app.exchange.ways import ByDocument, ForApproval

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Màu">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


class Folder:
    """A folder of sheets; each method writes one and answers where it lies."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def csv(self, *rows: Sequence[Any], name: str = "sheet.csv") -> Path:
        file = self.path / name
        with file.open("w", newline="", encoding="utf-8") as to:
            csv.writer(to).writerows(rows)
        return file

    def xlsx(self, *rows: Sequence[Any], name: str = "sheet.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.path / name)
        return self.path / name

    def ods(self, rows: str) -> Path:
        """An OpenDocument sheet of these rows, written as they stand."""
        with zipfile.ZipFile(self.path / "sheet.ods", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr("content.xml", CONTENT.replace("\n<", "<").format(rows=rows))
        return self.path / "sheet.ods"

    def bytes(self, content: bytes, name: str) -> Path:
        (self.path / name).write_bytes(content)
        return self.path / name


@pytest.fixture
def reading() -> Iterator[Flask]:
    """Where limits and languages are looked up; no database is needed to read a file."""
    flask_app = Flask("reading")
    Babel(flask_app)
    with flask_app.app_context():
        yield flask_app


@pytest.fixture
def sheets(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def by_document(record: type, path: Path, **options: Any) -> Report:
    """Take a sheet in as a migration."""
    return bring_in(record, read(path), ByDocument("15/QĐ-SNV"), **options)


def for_approval(record: type, path: Path, **options: Any) -> Report:
    """Hand a sheet in as the present user's entries."""
    return bring_in(record, read(path), ForApproval(), **options)


def sentences(found: Report | Headings) -> list[str]:
    """The findings in their order, in the language in which they are written."""
    with force_locale("en"):
        return [finding.sentence for finding in found.findings]


def refusal(kind: type[Refusal], call: Callable[[], object]) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(kind) as refused, force_locale("en"):
        call()
    with force_locale("en"):
        return str(refused.value.message)
