"""Write docs/data-dictionary.md and the table in docs/architecture.md: `python tools/dictionary.py [check]`.

What every area holds, record by record and field by field, with the Vietnamese labels. Before that, field by field of the law
and of the curriculum vitae, where each is kept or why it is not, from docs/law-fields.csv; a field named there that is not
declared stops the run. The table says how little of each area is written by hand. `check` writes nothing and fails when a file
is not what the declarations say.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import create_app  # noqa: E402
from app.access.asked import unit_of_the_person  # noqa: E402
from app.records.area import Area, registry  # noqa: E402
from app.records.catalogues import CatalogueKind  # noqa: E402
from app.records.field import Field  # noqa: E402
from app.records.links import Link  # noqa: E402
from app.records.record import Record  # noqa: E402

DICTIONARY = ROOT / "docs" / "data-dictionary.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
TABLE = re.compile(r"(?<=<!-- table of the areas -->\n).*?(?=<!-- end of the table -->)", re.DOTALL)
LAW_FIELDS = ROOT / "docs" / "law-fields.csv"
HEAD = """# Data dictionary

Made by `python tools/dictionary.py` from the declarations; change those, not this file. *Kind*: what a value is, with the code
list or the record behind it. *Marks*: **r** required, **k** part of the key, **u** unique, **l** in the list as first shown,
**c** counted in a chart, **d** worked out and typed by nobody, **→** feeds a column of the person. *Level*: who may see it.
"""


def main(arguments: list[str]) -> int:
    app = create_app()
    with app.app_context(), app.test_request_context():
        architecture = ARCHITECTURE.read_text(encoding="utf-8")
        table = "\n".join(_sizes()) + "\n"
        texts = {
            DICTIONARY: "\n".join(_lines()).rstrip() + "\n",
            ARCHITECTURE: TABLE.sub(lambda _old: table, architecture),
        }
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "check" not in arguments:
        for path in stale:
            path.write_text(texts[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what the declarations say; run: python tools/dictionary.py")
    return int(bool(stale))


def _sizes() -> Iterator[str]:
    """How much of each area is declared, says rules, or draws pages of its own."""
    yield "| | Area | Records | Fields | Charts | View classes of its own | Lines declared | Lines of rules | Lines of pages |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: | --: |"
    for area in registry().areas:
        yield _size(area)


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## Where the fields of the law are kept\n"
    yield "`SYLL`: items of the curriculum vitae of TT 06/2023/TT-BNV. A letter: the area of Điều 4 khoản 2 with its fields.\n"
    yield "| Place | Field of the law | Kept as | Remark |"
    yield "| --- | --- | --- | --- |"
    yield from _fields_of_the_law()
    for area in registry().areas:
        if area.records:
            yield f"\n## {f'{area.letter}) ' if area.letter else ''}{area.label}\n"
        for record in area.records:
            yield from _record(record)


def _size(area: Area) -> str:
    fields = sum(len(record.fields) for record in area.records)
    charts = len(area.charts) + sum(
        field.counted for record in area.records for field in (*record.fields.values(), *unit_of_the_person(record))
    )
    declared, rules, pages = _written(area)
    cells = [area.letter, area.label, len(area.records), fields, charts, len(area.views), declared, rules, pages]
    return "| " + " | ".join(map(str, cells)) + " |"


def _written(area: Area) -> tuple[int, int, int]:
    """Lines of code of an area that declare, that say rules, and that make pages of its own."""
    declared = rules = pages = 0
    for file in sorted((ROOT / "app" / "areas" / area.name).rglob("*.py")):
        lines = sum(bool(line.strip()) for line in file.read_text(encoding="utf-8").splitlines())
        text = file.read_text(encoding="utf-8")
        if "Mapped[" in text or file.name == "__init__.py" or file.name in ("code_lists.py", "figures.py"):
            declared += lines
        elif "flask_appbuilder" in text or "page" in file.stem:
            pages += lines
        else:
            rules += lines
    return declared, rules, pages


def _fields_of_the_law() -> Iterator[str]:
    """One line for each field that the law or its forms name. Raises `ValueError` for one that is neither kept nor excused."""
    declared = {
        f"{record.name}.{name}" for area in registry().areas for record in area.records for name in record.fields
    }
    with LAW_FIELDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kept = row["fields"].split()
            if missing := set(kept) - declared:
                raise ValueError(f"{row['place']} {row['label']}: no such field: {', '.join(sorted(missing))}")
            if not kept and not row["reason"]:
                raise ValueError(f"{row['place']} {row['label']}: neither kept nor excused")
            names = " ".join(f"`{name}`" for name in kept) or "–"
            yield f"| {row['place']} | {_cell(row['label'])} | {names} | {_cell(row['reason'])} |"


def _record(record: type[Record]) -> Iterator[str]:
    yield f"### {record.label} (`{record.name}`)\n"
    yield f"{_cell((record.__doc__ or '').strip().splitlines()[0])} Read by: {', '.join(record.readers)}.\n"
    yield "| Label | Field | Kind | Marks | Level |"
    yield "| --- | --- | --- | --- | --- |"
    for field in record.fields.values():
        yield f"| {_cell(field.label)} | `{field.name}` | {_kind(field)} | {_marks(field)} | {field.level} |"
    yield ""


def _kind(field: Field) -> str:
    if isinstance(field.kind, CatalogueKind):
        return "code of " + ", ".join(f"`{name}`" for name in field.kind.lists)
    if isinstance(field.kind, Link):
        return f"link to `{field.kind.target.name}`"
    return field.kind.control + (" (sealed)" if field.secret else "")


def _marks(field: Field) -> str:
    marks = {"r": field.required, "k": field.key, "u": field.unique, "l": field.listed, "c": field.counted}
    marks |= {"d": not field.given, "→": field.current is not None}
    return " ".join(mark for mark, is_on in marks.items() if is_on)


def _cell(text: Any) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
