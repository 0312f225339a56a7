"""Cells of an Excel workbook that hold no value although they look filled in: errors, and formulas never worked out.

The reader gives both as empty cells; taken as empty they would pass for values that nobody knows.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from flask_babel import lazy_gettext as _

CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
PLACE = re.compile(r'\br="([A-Z]+)([0-9]+)"')
VALUE = re.compile(r"<(?:\w+:)?v>[^<]+<|<(?:\w+:)?is>")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
IS_ERROR = _("The cell shows an error such as #N/A; mend the formula or type the value.")
NOT_WORKED_OUT = _("The cell holds a formula without a result; open the file in Excel, save it and send it again.")


def faults_of(path: Path, sheet_name: str) -> dict[tuple[int, int], Any]:
    """The faulty cells of a sheet by line (from 1) and column (from 0); nothing for files other than .xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet_name)
        text = archive.read(part).decode("utf-8", "replace") if part else ""
    return dict(_faults(text)) if 't="e"' in text or "<f" in text else {}


def _part(archive: zipfile.ZipFile, sheet_name: str) -> str | None:
    """The file inside the workbook that holds the sheet."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet_name:
            target = targets.get(element.get(RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else None
    return None


def _faults(text: str) -> list[tuple[tuple[int, int], Any]]:
    found = []
    for cell in CELL.finditer(text):
        marks, body = cell[1], cell[2] or ""
        reason = IS_ERROR if 't="e"' in marks else NOT_WORKED_OUT if "<f" in body and not VALUE.search(body) else None
        place = PLACE.search(marks) if reason else None
        if place:
            found.append(((int(place[2]), _column(place[1])), reason))
    return found


def _column(letters: str) -> int:
    """`A` -> 0, `AA` -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
