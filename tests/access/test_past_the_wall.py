"""Who reads past the wall: statements on bare tables and texts of SQL, which no criteria reach.

Only the engine's own packages may, where they say why. Everything above reads by the classes.
"""

import ast
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent
ABOVE = ("areas", "screens", "api", "exchange", "seed")
PAST = {"__table__", "past", "exec_driver_sql", "from_statement", "raw_connection"}
FOREIGN = {"text", "literal_column", "create_engine"}
EXEMPT = {
    "areas/personnel/authority.py": "who is competent does not depend on what the one who asks may see",
    "areas/personnel/rules.py": "a person's other documents, whoever enters one; nothing of them is shown",
    "exchange/linking.py": "what a row is called that another row points at, as `app.records.links.titles`",
}


def findings(source):
    """What a module does past the wall: (line, word). Asking a table for the names of its columns reads no row."""
    tree = ast.parse(source)
    asked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("columns", "name"):
            asked.add(node.value)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            asked.update(
                side.value for side in node.comparators if isinstance(side, ast.Attribute) and side.attr == "c"
            )
    taken = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name in FOREIGN
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in PAST and node not in asked:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in taken:
            yield node.lineno, node.func.id


def modules():
    return sorted(path for package in ABOVE for path in (ROOT / package).rglob("*.py"))


def test_the_areas_and_the_faces_read_through_the_wall():
    found = {name_of(path): sorted(findings(path.read_text())) for path in modules() if name_of(path) not in EXEMPT}
    assert {name: words for name, words in found.items() if words} == {}, (
        "read by the class, or exempt it with a reason"
    )


def test_every_exemption_is_still_needed():
    assert [name for name in EXEMPT if not list(findings((ROOT / name).read_text()))] == []


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "line",
    [
        "select(Person.__table__)",
        "select(Person.past.c.id)",
        "session.execute(text('SELECT 1'))",
        "session.execute(sql('SELECT 1'))",
        "connection.exec_driver_sql('SELECT 1')",
        "select(Person).from_statement(statement)",
    ],
)
def test_the_search_finds_each_way_round_the_wall(line):
    source = f"from sqlalchemy import text\nfrom sqlalchemy import text as sql\n{line}\n"
    assert list(findings(source)) != []


@pytest.mark.parametrize(
    "line", ["names = record.__table__.columns", "has = name in record.__table__.c", "name = record.__table__.name"]
)
def test_asking_for_columns_is_no_reading(line):
    assert list(findings(line)) == []


def test_a_field_of_text_is_no_text_of_sql():
    assert list(findings("from app.records.fields import text\ntitle = text('Title')\n")) == []
