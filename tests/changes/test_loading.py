"""The bulk entrance: the checks of the forms, set-based; rows and changes together; nothing by halves."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select, text

from app.access.owner import as_owner
from app.changes import guard, operations
from app.changes.among import among
from app.changes.keys import on_postgresql
from app.changes.loading import load, open_batch, together
from app.changes.models import Change
from app.changes.refusals import Clash, InvalidRows, NotAllowed
from app.changes.store import official
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.partial_dates import PartialDate
from app.records.problems import Problem
from tests.toys import Colour, Person, Pet, Posting, Region


def person(which, **values):
    return {"number": f"L{which}", "full_name": f"Người {which}", "region_id": 2, **values}


def loaded(world, record, rows, source="01/QĐ-SNV"):
    with world.as_operator():
        count = load(open_batch("test", source, "a.xlsx"), record, rows)
        db.session.commit()
        return count


def problems_of(world, record, rows):
    """The findings by row; nothing of the file may be left, though the caller commits."""
    with world.as_operator():
        before = [
            db.session.scalar(select(func.count()).select_from(table)) for table in (record.__table__, Change.__table__)
        ]
        with pytest.raises(InvalidRows) as refusal:
            load(open_batch("test", "01/QĐ-SNV"), record, rows)
        db.session.commit()
        after = [
            db.session.scalar(select(func.count()).select_from(table)) for table in (record.__table__, Change.__table__)
        ]
        assert after == before
        assert guard.missing(db.session.connection(), world.app.extensions["registry"]) == []
    refused = refusal.value
    return {number: {p.field: str(p.message) for p in problems} for number, problems in refused.rows.items()}


def test_only_the_operator_loads_and_only_on_the_strength_of_a_document(world):
    for name in ("officer", "hr_a", "admin"):
        with world.as_(name), pytest.raises(NotAllowed):
            load(open_batch("test", "01/QĐ-SNV"), Person, [person(1)])
    with world.as_operator(), pytest.raises(NotAllowed):
        load(open_batch("test", "  "), Person, [person(1)])


def test_a_row_and_its_change_are_written_together(world):
    rows = [
        person(1, secret_number="008190000071", weight=60),
        person(2, region_id=4, born_on=PartialDate.parse("5/1980")),
    ]
    assert loaded(world, Person, rows) == 2
    with world.as_operator():
        first, second = official(Person, 5), official(Person, 6)
        assert (first["full_name"], first["search_text"], first["scope_id"]) == ("Người 1", "l1 nguoi 1", 2)
        assert (second["born_on"], second["scope_id"], second["managing_id"]) == (PartialDate.parse("5/1980"), 4, 4)
        change = db.session.scalar(select(Change).where(Change.id == first["change_id"]))
        assert (change.verb, change.state, change.target_id, change.subject_id, change.scope_id) == (
            "create",
            "applied",
            5,
            5,
            2,
        )
        assert set(change.values) == {"number", "full_name", "region_id", "weight", "secret_number"}
        assert "008190000071" not in str(change.values)
        assert change.digest == change.content_digest()
        assert change.applied_at == first["recorded_at"] and change.batch_id is not None


def test_a_loaded_row_is_an_official_row_like_any_other(world):
    loaded(world, Person, [person(1)])
    with world.as_("hr_a"):
        assert db.session.get(Person, 5).full_name == "Người 1"
        change = operations.submit(Person, {"notes": "x"}, target_id=5).change.id
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(change)
        db.session.commit()
        assert official(Person, 5)["notes"] == "x"


def test_keys_go_on_after_a_load_on_both_databases(world):
    loaded(world, Person, [person(1), person(2)])
    with world.as_("officer"):
        key = operations.submit(Person, person(3)).change.id
        db.session.commit()
    with world.as_operator():
        assert operations.approve(key).target_id == 7
        db.session.commit()
    assert loaded(world, Person, [person(4)]) == 1
    with world.as_operator():
        assert official(Person, 8)["number"] == "L4"
        assert key < db.session.scalar(select(func.max(Change.id)))


def test_a_key_may_be_given_and_the_next_ones_go_on_from_there(world):
    loaded(world, Person, [person(1, id=50), person(2), person(3, id=40)])
    loaded(world, Pet, [{"person_id": 50, "name_vi": "Vẹt"}])
    with world.as_operator():
        found = select(Person.number, Person.id).where(Person.id > 4)
        assert dict(db.session.execute(found).all()) == {"L1": 50, "L2": 51, "L3": 40}
    with world.as_("officer"):
        key = operations.submit(Person, person(4)).change.id
        db.session.commit()
    with world.as_operator():
        assert operations.approve(key).target_id == 52


def test_the_key_of_a_cancelled_row_is_not_given_again(world):
    with world.as_operator():
        for record in (Pet, Person):
            operations.approve(operations.submit(record, {}, target_id=4, verb="cancel").change.id)
        db.session.commit()
    loaded(world, Person, [person(1)])
    with world.as_operator():
        assert official(Person, 4) is None and official(Person, 5)["number"] == "L1"


def test_a_tree_is_loaded_parents_first(world):
    rows = [
        {"code": "Y", "name_vi": "Sở Y", "parent_id": 1, "id": 30},
        {"code": "Y1", "name_vi": "Phòng Y1", "parent_id": 30},
    ]
    loaded(world, Region, rows)
    with world.as_operator():
        assert [official(Region, key)["path"] for key in (30, 31)] == ["/1/30/", "/1/30/31/"]
        assert db.session.scalars(
            select(Change.scope_id).where(Change.record == "region", Change.target_id > 20)
        ).all() == [30, 31]
    problems = problems_of(world, Region, [{"code": "Z1", "name_vi": "Phòng Z1", "parent_id": 99}])
    assert list(problems[1]) == ["parent_id"]


def test_every_check_of_the_forms_is_made_and_each_row_named(world):
    rows = [
        person(1),
        {"region_id": 2, "number": "L2"},
        person(3, region_id=999),
        person(4, gender_code="9"),
        person(5, number="E1"),
        person(6, number="L1"),
        person(7, secret_number="008190000002"),
        person(8, secret_number="008190000071"),
        person(9, secret_number="008190000071"),
        person(10, weight=301),
        person(11, weight=201),
    ]
    elsewhere, twice = (
        "Already in the database; please contact the Department of Home Affairs.",
        "The same key stands in another row of this file.",
    )
    assert problems_of(world, Person, rows) == {
        2: {"full_name": "This item is required."},
        3: {"region_id": "Choose a value from the list; this one does not exist or is outside your scope."},
        4: {"gender_code": "Choose a value from the code list; this one is not in it."},
        5: {"number": elsewhere},
        6: {"number": twice},
        7: {"secret_number": elsewhere},
        9: {"secret_number": twice},
        10: {"weight": "Nobody weighs that much."},
    }


def test_the_refusal_says_how_many_rows_and_names_the_first(world):
    with world.as_operator(), pytest.raises(InvalidRows) as refusal:
        load(open_batch("test", "01/QĐ"), Person, [person(1), person(2, number="E1"), person(3, weight=500)])
    assert str(refusal.value.message).startswith("2 rows need attention; row 2: number: Already in the database")


def test_a_file_that_fails_in_a_later_chunk_leaves_nothing_of_the_earlier_ones(world, monkeypatch):
    monkeypatch.setattr("app.changes.loading.CHUNK", 2)
    rows = [person(n) for n in range(1, 6)] + [person(1)]
    assert list(problems_of(world, Person, rows)) == [6]
    assert loaded(world, Person, rows[:5]) == 5


def test_a_key_of_several_items_counts_as_a_whole(world):
    def item(list_code, code):
        return {"list_code": list_code, "code": code, "name_vi": code}

    problems = problems_of(
        world,
        CatalogueItem,
        [item("x", "1"), item("genders", "1"), item("y", "1"), item("x", "1"), item("genders", "3")],
    )
    assert {number: list(found) for number, found in problems.items()} == {2: ["list_code"], 4: ["list_code"]}
    assert loaded(world, CatalogueItem, [item("x", "1"), item("genders", "3")]) == 2
    with world.as_operator():
        assert set(world.app.extensions["catalogues"].items("genders")) == {"1", "2", "3"}


def test_rows_about_persons_take_the_units_of_the_persons(world):
    loaded(world, Pet, [{"person_id": key, "name_vi": f"Vẹt {key}"} for key in (3, 1, 2)])
    with world.as_operator():
        found = select(Pet.person_id, Pet.scope_id, Pet.managing_id).where(Pet.id > 4).order_by(Pet.id)
        assert db.session.execute(found).all() == [(3, 3, 3), (1, 2, 2), (2, 4, 4)]


def test_a_record_of_the_whole_province_belongs_to_no_unit(world):
    loaded(world, Colour, [{"code": "r", "name_vi": "Đỏ"}])
    with world.as_operator():
        change = db.session.scalar(select(Change).where(Change.record == "colour"))
        assert (change.scope_id, change.subject_id, change.target_id) == (None, None, 1)
    with world.as_("hr_b"):
        assert db.session.get(Change, change.id) is not None


def test_nothing_known_is_stored_as_nothing(world):
    loaded(world, Pet, [{"person_id": 1, "name_vi": "Vẹt"}])
    with world.as_operator():
        assert db.session.scalar(select(func.count()).where(Pet.id > 4, Pet.papers.is_(None))) == 1


def test_files_that_belong_together_are_fed_once_after_the_last(world):
    since = PartialDate.parse("2020")
    with world.as_operator():
        batch = open_batch("test", "01/QĐ-SNV")
        with together():
            load(batch, Person, [person(1, id=60)])
            load(batch, Posting, [{"person_id": 60, "region_id": 4, "effective_from": since, "pay": Decimal("2.34")}])
            load(batch, Pet, [{"person_id": 60, "name_vi": "Vẹt"}])
            assert official(Person, 60)["pay"] is None
        db.session.commit()
        fed = official(Person, 60)
        assert (fed["region_id"], fed["pay"], fed["scope_id"]) == (4, Decimal("2.34"), 4)
        assert db.session.execute(select(Pet.scope_id).where(Pet.person_id == 60)).scalars().all() == [4]
        load(batch, Posting, [{"person_id": 60, "region_id": 3, "effective_from": PartialDate.parse("2021")}])
        assert official(Person, 60)["region_id"] == 3


def test_files_that_belong_together_are_all_or_none(world):
    with world.as_operator():
        batch = open_batch("test", "01/QĐ-SNV")
        with pytest.raises(InvalidRows), together():
            load(batch, Person, [person(1, id=60)])
            load(batch, Pet, [{"person_id": 999, "name_vi": "Vẹt"}])
        db.session.commit()
        assert official(Person, 60) is None
        assert db.session.scalar(select(func.count()).where(Change.batch_id == batch.id)) == 0


def test_postgresql_counts_a_table_that_has_grown(world, monkeypatch):
    monkeypatch.setattr("app.changes.statistics.SMALL", 0)
    known = text("SELECT reltuples FROM pg_class WHERE relname = 'colour'")
    with world.as_operator(), as_owner():
        if not on_postgresql():
            pytest.skip("SQLite plans without counting")
        with guard.applying(db.session):
            db.session.execute(text("TRUNCATE colour"))
        batch = open_batch("test", "01/QĐ-SNV")
        load(batch, Colour, [{"code": f"c{n}", "name_vi": f"Màu {n}"} for n in range(50)])
        assert db.session.scalar(known) == 50
        load(batch, Colour, [{"code": "d", "name_vi": "Màu d"}])
        assert db.session.scalar(known) == 50  # one more is no other table
        db.session.rollback()


def statements_of(world, act):
    """How many statements it takes; that a table which has grown is counted anew hangs on what stood in it before."""
    seen = []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        if not statement.startswith("ANALYZE"):
            seen.append(statement)

    with world.as_operator():
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        db.session.rollback()
    return len(seen)


def test_the_number_of_statements_does_not_grow_with_the_rows(world, monkeypatch):
    """A rule that looks at a linked row asks the candidate, which fetches for the whole chunk."""

    def same_region(candidate):
        if candidate.linked("person_id")["region_id"] != candidate.values["region_id"]:
            yield Problem("elsewhere", "region_id", "warning")
        if candidate.linked("region_id")["path"] is None:
            yield Problem("nowhere", "region_id")

    monkeypatch.setattr(Posting, "rules", (same_region,))

    def rows(count):
        day = PartialDate.from_date(date(2020, 1, 1))
        return [{"person_id": n % 4 + 1, "region_id": n % 15 + 1, "effective_from": day} for n in range(count)]

    def act(count):
        return lambda: load(open_batch("test", "01/QĐ"), Posting, rows(count))

    few, many = statements_of(world, act(5)), statements_of(world, act(900))
    assert many == few < 40


def test_rules_are_asked_with_the_standing_of_the_operator_and_the_whole_row(world, monkeypatch):
    candidates = []
    monkeypatch.setattr(Pet, "rules", (lambda candidate: candidates.append(candidate) or iter(()),))
    loaded(world, Pet, [{"person_id": 1, "name_vi": "Vẹt"}])
    (candidate,) = candidates
    assert candidate.standing.unlimited and candidate.target_id is None
    assert candidate.values["kind"] is None and candidate.touched == {"person_id", "name_vi"}


def test_a_rule_learns_of_like_rows_without_a_statement_for_each(world, monkeypatch):
    """Rows of former chunks count, the candidate's own row does not."""
    asked = []

    def one_of_a_kind(candidate):
        asked.append(candidate.has_like("person_id", "kind"))
        yield from ()

    monkeypatch.setattr(Pet, "rules", (one_of_a_kind,))
    monkeypatch.setattr("app.changes.loading.CHUNK", 2)
    rows = [{"person_id": n, "name_vi": "Vẹt", "kind": kind} for n, kind in ((1, "a"), (2, "a"), (1, "a"), (2, "b"))]
    loaded(world, Pet, rows)
    assert asked == [False, False, True, False]
    with world.as_("hr_a"):
        row = db.session.scalar(select(Pet).where(Pet.id > 4, Pet.kind == "b"))
        operations.submit(Pet, {"name_vi": "Két"}, target_id=row.id)
    assert asked[4:] == [False]

    monkeypatch.setattr("app.changes.loading.CHUNK", 1000)

    def act(times):
        return lambda: load(open_batch("test", "01/QĐ"), Pet, rows * times)

    few, many = statements_of(world, act(1)), statements_of(world, act(100))
    assert many == few


def test_what_the_database_itself_refuses_is_a_clash_and_leaves_nothing(world):
    with world.as_operator():
        with pytest.raises(Clash):
            load(open_batch("test", "01/QĐ"), Person, [person(1), person(2, id=1)])
        db.session.commit()
        assert db.session.scalar(select(func.count()).where(Person.number == "L1")) == 0


def test_a_text_longer_than_its_column_is_like_no_row(world):
    """As if it was cut to the length of the column it would be that of person 1."""
    with world.as_operator():
        column = Person.__table__.c.number
        short = "P" * column.type.length
        load(open_batch("test", "01/QĐ"), Person, [person(1, number=short, id=70)])
        assert db.session.scalars(select(Person.__table__.c.id).where(among(column, [short]))).all() == [70]
        assert db.session.scalars(select(Person.__table__.c.id).where(among(column, [short + "X"]))).all() == []
        db.session.rollback()
