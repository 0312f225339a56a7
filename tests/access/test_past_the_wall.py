"""Who reads past the wall: statements on bare tables and texts of SQL, which no criteria reach.

Only the engine's own modules may that stand here with their reason. Everything above reads by the classes. On PostgreSQL
such a statement still meets the second wall, unless it is made past it (`app.access.second_wall`).
"""

import ast
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent
ABOVE = ("areas", "screens", "api", "exchange", "seed", "demo")
BELOW = ("access", "backup", "changes", "jobs", "national", "records", "law")
PAST = {"__table__", "past", "exec_driver_sql", "from_statement", "raw_connection"}
FOREIGN = {"text", "literal_column", "create_engine"}
EXEMPT = {
    "areas/personnel/authority.py": "who is competent does not depend on what the one who asks may see",
    "demo/accounts.py": "the operator's: whoever holds a demo account is looked up before there are accounts",
    "demo/confirming.py": "the operator's: the units and people of whom some confirm",
    "demo/planting.py": "the operator's: an empty database is filled",
    "demo/units.py": "the operator's: keys and paths of the units being planted",
}
ENGINE = {
    "__init__.py": "names the table of decided settings, which are read before anybody is known",
    "access/tries.py": "wrong tries are counted before anybody is known",
    "access/sessions.py": "whose session lives, and that it is used, before a reach is known",
    "access/policies.py": "makes the second wall",
    "access/scope.py": "the first wall itself, and the tree, whose paths anybody may read",
    "access/second_wall.py": "the second wall itself",
    "access/standing.py": "what a user may do is asked before it is known",
    "backup/postgresql.py": "a copy of everything, the owner's",
    "backup/sqlite.py": "a copy of everything, the operator's or an administrator's job",
    "changes/bulk.py": "the operator's load: keys and links of a thousand rows at once",
    "changes/carrying.py": "a change is taken for one decision, once, in a verb",
    "changes/content.py": "what a person confirms is his own record, all of it; others are refused by the door",
    "changes/evidence.py": "whose a file becomes, in a verb",
    "changes/statistics.py": "asks PostgreSQL how large a table is, in a load by the operator",
    "changes/feeding.py": "what is true of a person today, set-based, in a verb or by the night",
    "changes/following.py": "scope in step, in a verb",
    "changes/guard.py": "the lock itself",
    "changes/handed.py": "a row is handed on once, whoever did it",
    "changes/keys.py": "keys of new rows, in a verb",
    "changes/linked.py": "what a rule asks of a linked row, in the checks of a verb",
    "changes/loading.py": "the operator's load",
    "changes/log.py": "who audits the whole province sees that rows were changed, and none of what is in them",
    "changes/nightly.py": "the night's work, the operator's",
    "changes/operations.py": "the night's due changes, the operator's",
    "changes/places.py": "places of rows: the tree, and in a verb the person",
    "changes/rederiving.py": "the operator's: what follows from official values is worked out anew",
    "changes/store.py": "writes official rows, and reads the one that a change is held against",
    "changes/transactions.py": "holds a row for a verb",
    "changes/tree.py": "the tree",
    "changes/uniqueness.py": "a key taken out of sight is taken all the same",
    "changes/writing.py": "the operator's load: rows by COPY",
    "changes/validation.py": "links that the operator may choose",
    "jobs/queue.py": "huey's tables",
    "jobs/run.py": "whether the run still holds its own job",
    "jobs/states.py": "a job moves on whoever acts",
    "jobs/watching.py": "an administrator ends and clears everybody's work without reading it",
    "national/cursor.py": "nobody applies a change while the end of a packet is noted",
    "records/record.py": "declares the tables; reads none",
    "records/settings.py": "settings are read before anybody is known",
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


def modules(packages=ABOVE):
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def test_the_areas_and_the_faces_read_through_the_wall():
    found = {name_of(path): sorted(findings(path.read_text())) for path in modules() if name_of(path) not in EXEMPT}
    assert {name: words for name, words in found.items() if words} == {}, (
        "read by the class, or exempt it with a reason"
    )


def test_in_the_engine_only_modules_that_say_why_read_bare_tables():
    found = {name_of(path) for path in [*modules(BELOW), *ROOT.glob("*.py")] if list(findings(path.read_text()))}
    assert found - ENGINE.keys() == set(), "read by the class, or name the module with a reason"


def test_every_exemption_is_still_needed():
    assert [name for name in EXEMPT | ENGINE if not list(findings((ROOT / name).read_text()))] == []


def test_the_second_wall_is_opened_below_the_faces_alone():
    """A face that needs more than its reader may see asks the engine for it."""
    opening = ("past_the_wall", "second_wall")
    found = {
        name_of(path): node.lineno
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in opening
    }
    assert found.keys() == {"areas/personnel/authority.py"}


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
