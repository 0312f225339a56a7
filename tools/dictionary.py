"""Write docs/data-dictionary.md from the declarations: `python tools/dictionary.py [check]`.

What every area holds, record by record and field by field, with the Vietnamese labels; and how little of each is written by
hand. `check` writes nothing and fails when the file is not what the declarations say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import create_app  # noqa: E402
from app.access.search import unit_of_the_person  # noqa: E402
from app.records.area import Area, registry  # noqa: E402
from app.records.catalogues import CatalogueKind  # noqa: E402
from app.records.field import Field  # noqa: E402
from app.records.links import Link  # noqa: E402
from app.records.record import Record  # noqa: E402

TARGET = ROOT / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

Made by `python tools/dictionary.py` from the declarations; change those, not this file. *Kind*: what a value is, with the code
list or the record behind it. *Marks*: **r** required, **k** part of the key, **u** unique, **l** in the list as first shown,
**c** counted in a chart, **d** worked out and typed by nobody, **→** feeds a column of the person. *Level*: who may see it.
"""


def main(arguments: list[str]) -> int:
    app = create_app()
    with app.app_context(), app.test_request_context():
        text = "\n".join(_lines()).rstrip() + "\n"
    if "check" not in arguments:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("docs/data-dictionary.md is not what the declarations say; run: python tools/dictionary.py")
    return 1


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## How much of an area is written by hand\n"
    yield "| | Area | Records | Fields | Charts | Pages of its own | Lines declared | Lines of rules | Lines of pages |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: | --: |"
    for area in registry().areas:
        yield _size(area)
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
