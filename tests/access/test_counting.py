"""What charts say: the rows that a list finds, by value; each figure leads to exactly its rows."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from app.access import counting
from app.access.asked import read_address
from app.access.counting import count, countable
from app.access.models import AuditEntry, Grant
from app.access.search import statement
from app.changes.guard import applying
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.toys import Person, Pet, Posting, Region

PEOPLE = [
    # number, region, gender, birth, blood group
    ("P1", 2, "1", "1985", "o"),
    ("P2", 2, "2", "1985-03", "a"),
    ("P3", 4, "2", "1985-03-12", None),
    ("P4", 3, "1", "1990-12-31", "o"),
    ("P5", 3, None, None, "o"),
    ("P6", 5, "1", "1991-01", "a"),
    ("P7", 6, "1", "2001", None),
    ("P8", 1, "2", None, None),
]
READERS = {"officer": 12, "hr_a": 5, "hr_b": 5, "leader_a": 5, "me": 1, "nobody": 0, "unitless": 0, "admin": 0}


@pytest.fixture
def crowd(world):
    """The toy world with eight more persons, of whom some things are not recorded."""
    with world.as_operator():
        batch = open_batch("test", "test")
        for number, region, gender, born, blood in PEOPLE:
            person = {"number": number, "full_name": f"Lê {number}", "region_id": region, "gender_code": gender}
            person |= {"born_on": PartialDate.from_iso(born) if born else None, "blood": blood}
            load(batch, Person, [person])
        load(batch, Pet, [{"person_id": 5, "name_vi": "Mực", "kind": "dog", "is_tame": False}])
        load(batch, Pet, [{"person_id": 8, "name_vi": "Vàng", "kind": "dog", "is_tame": True}])
        db.session.commit()
    return world


def counted(record, standing, args=None, most=0):
    """Every chart of a reader by field."""
    asked = read_address(record, args or {}, standing)
    found = count(asked, standing, countable(record, standing), most)
    return {one.field.name: one for one in found}


def bars(record, standing, name, args=None, most=0):
    return {bar.text: bar.count for bar in counted(record, standing, args, most)[name].bars}


def rows(record, standing, args):
    return sorted(db.session.scalars(statement(read_address(record, args, standing), standing)))


def assert_reconciled(record, standing, args):
    """Sums are those of the list, and what a bar leads to are exactly the rows that it counts, no row twice."""
    everyone = rows(record, standing, args)
    for name, found in counted(record, standing, args).items():
        assert found.total == sum(bar.count for bar in found.bars) == len(everyone), (name, args)
        reached = []
        for bar in found.bars:
            assert bar.raw, (name, bar)
            behind = rows(record, standing, {**args, name: bar.raw})
            assert len(behind) == bar.count, (name, bar, args)
            reached += behind
        assert sorted(reached) == everyone, (name, args)


@pytest.mark.parametrize(("name", "people"), READERS.items())
def test_each_reader_counts_his_own_rows_alone(crowd, name, people):
    with crowd.as_(name) as standing:
        for record in (Person, Pet):
            for found in counted(record, standing).values():
                assert found.total == len(rows(record, standing, {})), found.field.name
        assert counted(Person, standing)["gender_code"].total == people
        assert_reconciled(Person, standing, {})
        assert_reconciled(Pet, standing, {})


ASKED = [
    {"q": "le"},
    {"q": "E1"},
    {"gender_code": "1"},
    {"gender_code": "-"},
    {"born_on": "1985"},
    {"born_on": "03/1985..06/1990"},
    {"born_on": "..1990"},
    {"born_on": "12/03/1985.."},
    {"born_on": "06/1990..1980"},
    {"born_on": "-"},
    {"region_id": "1"},
    {"region_id": "2"},
    {"region_id": "=2"},
    {"region_id": "3", "gender_code": "1"},
    {"region_id": "999"},
    {"region_id": "-"},
    {"gender_code": "9", "born_on": "never", "region_id": "=x"},
    {"blood": "o"},
]


@pytest.mark.parametrize("args", ASKED, ids=str)
def test_whatever_is_asked_the_sums_are_those_of_the_list_and_each_bar_leads_to_its_rows(crowd, args):
    for name in ("officer", "hr_a", "hr_b", "leader_a"):
        with crowd.as_(name) as standing:
            assert_reconciled(Person, standing, args)


def test_codes_stand_in_the_order_of_their_list_by_their_names_of_today(crowd):
    with crowd.as_("officer") as standing:
        assert bars(Person, standing, "gender_code") == {"Nam": 4, "Nữ": 3, "chưa có": 5}
        assert list(bars(Person, standing, "gender_code")) == ["Nam", "Nữ", "chưa có"]
        assert list(bars(Person, standing, "blood")) == ["Group O", "Group A", "chưa có"]
        assert bars(Pet, standing, "is_tame") == {"Có": 1, "Không": 1, "chưa có": 4}
        assert counted(Person, standing)["gender_code"].unknown == 5


def test_a_value_that_left_its_list_is_counted_last_and_leads_nowhere(crowd, monkeypatch):
    monkeypatch.setattr(Pet.fields["kind"].kind, "_options", (("dog", "Dog"),))
    with crowd.as_("officer") as standing:
        found = counted(Pet, standing)["kind"].bars
    assert [(bar.text, bar.count, bar.raw) for bar in found] == [("Dog", 2, "dog"), ("cat", 4, "")]


def test_dates_are_counted_by_their_years_however_little_is_known(crowd):
    with crowd.as_("officer") as standing:
        found = bars(Person, standing, "born_on")
    assert list(found.items()) == [("1985", 3), ("1990", 5), ("1991", 1), ("2001", 1), ("chưa có", 2)]


def test_of_many_years_the_early_ones_are_one_bar_that_leads_to_them(crowd, monkeypatch):
    monkeypatch.setattr(counting, "MOST_YEARS", 2)
    with crowd.as_("officer") as standing:
        found = counted(Person, standing)["born_on"].bars
        assert [(bar.text, bar.count) for bar in found] == [
            ("đến hết 1990", 8),
            ("1991", 1),
            ("2001", 1),
            ("chưa có", 2),
        ]
        assert_reconciled(Person, standing, {})
        assert_reconciled(Person, standing, {"born_on": "03/1985.."})


def test_of_many_values_the_biggest_stand_alone_and_the_rest_are_one_bar(crowd):
    with crowd.as_("officer") as standing:
        found = counted(Person, standing, most=1)["gender_code"]
    assert [(bar.text, bar.count, bar.raw, bar.kind) for bar in found.bars] == [
        ("Nam", 4, "1", "value"),
        ("1 giá trị khác", 3, "", "others"),
        ("chưa có", 5, "-", "unknown"),
    ]
    assert found.total == 12


def test_units_are_counted_with_all_below_them_one_level_under_the_readers_own(crowd):
    alone = "(không kể đơn vị trực thuộc)"
    with crowd.as_("officer") as standing:
        found = counted(Person, standing)["region_id"].bars
        assert [(bar.text, bar.count, bar.raw) for bar in found] == [
            ("Sở A", 5, "2"),
            ("Sở B", 5, "3"),
            ("Sở X", 1, "20"),
            (f"Tỉnh {alone}", 1, "=1"),
        ]
        below = bars(Person, standing, "region_id", {"region_id": "3"})
        assert below == {f"Sở B {alone}": 3, "Phòng 5": 1, "Phòng 6": 1}
        assert bars(Person, standing, "region_id", {"region_id": "=3"}) == {f"Sở B {alone}": 3}
    with crowd.as_("hr_a") as standing:
        assert bars(Person, standing, "region_id") == {f"Sở A {alone}": 3, "Phòng A1": 2}


def test_who_has_two_units_counts_them_beside_each_other(crowd):
    with crowd.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
        db.session.add(Grant(user_id=crowd.users["hr_a"], role="unit_hr", unit_id=5, **terms))
        db.session.commit()
    with crowd.as_("hr_a") as standing:
        assert bars(Person, standing, "region_id") == {"Sở A": 5, "Sở B": 1}
        assert_reconciled(Person, standing, {})


def test_what_lies_outside_the_readers_units_is_heaped_where_its_branch_begins(crowd):
    """A person of Sở A was once posted to Phòng 5, far from it."""
    declared = Posting.fields["region_id"]
    object.__setattr__(declared, "counted", True)
    try:
        with crowd.as_operator():
            day = PartialDate.parse("01/02/2020")
            post = {"person_id": 1, "effective_from": day, "effective_to": PartialDate.parse("2021")}
            load(open_batch("test", "test"), Posting, [{**post, "region_id": region} for region in (5, 4, 2, 1)])
            db.session.commit()
        with crowd.as_("hr_a") as standing:
            alone = "(không kể đơn vị trực thuộc)"
            found = bars(Posting, standing, "region_id")
            assert found == {"Sở B": 1, "Phòng A1": 1, f"Sở A {alone}": 1, f"Tỉnh {alone}": 1}
            assert_reconciled(Posting, standing, {})
            assert bars(Posting, standing, "effective_from") == {"2020": 4}
    finally:
        object.__setattr__(declared, "counted", False)


def test_rows_are_counted_by_what_they_point_at_under_its_name(crowd):
    declared = Pet.fields["person_id"]
    object.__setattr__(declared, "counted", True)
    try:
        with crowd.as_operator():
            load(open_batch("test", "test"), Pet, [{"person_id": 1, "name_vi": "Miu"}])
            db.session.commit()
        with crowd.as_("hr_a") as standing:
            assert list(bars(Pet, standing, "person_id").items()) == [
                ("An A · E1", 2),
                ("Bình A1 · E2", 1),
                ("Lê P1 · P1", 1),
            ]
            assert_reconciled(Pet, standing, {})
            assert_reconciled(Pet, standing, {"q": "an", "is_tame": "-"})
        with crowd.as_("officer") as standing:
            assert counted(Pet, standing)["person_id"].total == 7
    finally:
        object.__setattr__(declared, "counted", False)


def test_names_that_several_bear_are_told_apart(crowd):
    with crowd.as_operator():
        load(open_batch("test", "test"), Region, [{"code": "A9", "name_vi": "Phòng A1", "parent_id": 2}])
        key = db.session.scalar(select(Region.id).where(Region.code == "A9"))
        load(open_batch("test", "test"), Person, [{"number": "P9", "full_name": "Lê Chín", "region_id": key}])
        db.session.commit()
    with crowd.as_("hr_a") as standing:
        found = bars(Person, standing, "region_id")
    assert {"Phòng A1 (A1)": 2, "Phòng A1 (A9)": 1}.items() <= found.items()


def test_who_does_not_see_a_value_in_every_row_learns_no_sums_of_it(crowd):
    for name, sees in (("hr_a", True), ("officer", True), ("me", True), ("leader_a", False), ("admin", False)):
        with crowd.as_(name) as standing:
            assert ("blood" in [declared.name for declared in countable(Person, standing)]) is sees, name
    with crowd.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
        db.session.add(Grant(user_id=crowd.users["me"], role="leader", unit_id=2, **terms))
        db.session.commit()
    with crowd.as_("me") as standing:
        assert "blood" not in [declared.name for declared in countable(Person, standing)]


def test_a_secret_field_is_never_counted(crowd):
    declared = Person.fields["secret_number"]
    object.__setattr__(declared, "counted", True)
    try:
        with crowd.as_("officer") as standing:
            assert declared not in countable(Person, standing)
    finally:
        object.__setattr__(declared, "counted", False)


@pytest.mark.parametrize(("name", "traces"), [("hr_a", 1), ("officer", 1), ("me", 0), ("leader_a", 0)])
def test_counting_sensitive_values_of_others_leaves_a_trace(crowd, name, traces):
    with crowd.as_(name) as standing:
        counted(Person, standing)
        db.session.commit()
    with crowd.as_operator():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "count")).all()
        assert len(entries) == traces
        for entry in entries:
            assert (entry.user_id, entry.record) == (crowd.users[name], "person")
            assert entry.detail["fields"] == ["blood"] and entry.detail["levels"] == ["sensitive"]
            assert set(entry.detail) == {"levels", "fields", "rows"}


def test_units_out_of_pick_scope_are_not_counted(crowd):
    """Their names may be read by anyone; to list or to count them is another matter."""
    declared = Region.fields["parent_id"]
    object.__setattr__(declared, "counted", True)
    try:
        with crowd.as_("officer") as standing:
            everything = db.session.scalar(select(func.count()).select_from(Region))
            assert counted(Region, standing)["parent_id"].total == everything
        with crowd.as_("hr_a") as standing:
            assert counted(Region, standing)["parent_id"].total == 2
    finally:
        object.__setattr__(declared, "counted", False)


def test_rows_that_point_out_of_reach_are_one_bar_without_a_name_or_a_key(crowd):
    declared = Pet.fields["person_id"]
    object.__setattr__(declared, "counted", True)
    try:
        with crowd.as_operator(), applying(db.session):
            # Two pets of Sở B whose rows belong to Sở A, as when a row follows another unit than its person.
            moved = Pet.person_id.in_((3, 8))
            db.session.execute(update(Pet.__table__).where(moved).values(scope_id=2, managing_id=2))
            db.session.commit()
        with crowd.as_("hr_a") as standing:
            found = counted(Pet, standing)["person_id"]
            assert found.total == len(rows(Pet, standing, {}))
            unseen = [bar for bar in found.bars if bar.kind == "unseen"]
            assert [(bar.text, bar.count, bar.raw) for bar in unseen] == [("(ngoài phạm vi được xem)", 2, "")]
            assert found.bars[-1].kind == "unseen"
            assert not {"3", "8"} & {bar.raw for bar in found.bars}
    finally:
        object.__setattr__(declared, "counted", False)


def test_a_chart_may_ask_of_a_part_and_its_bars_lead_to_that_part(crowd, monkeypatch):
    asks = replace(Person.fields["blood"], among=(("gender_code", "2"),))
    monkeypatch.setitem(Person.fields, "blood", asks)
    with crowd.as_("officer") as standing:
        (found,) = count(read_address(Person, {"q": "le"}, standing), standing, [asks])
        assert {bar.text: bar.count for bar in found.bars} == {"Group A": 1, "chưa có": 2}
        assert (found.total, found.asked.raw["gender_code"]) == (3, "2")
        for bar in found.bars:
            assert len(rows(Person, standing, {"q": "le", **found.asked.raw, "blood": bar.raw})) == bar.count
        (other,) = count(read_address(Person, {"gender_code": "1"}, standing), standing, [asks])
        assert (list(other.bars), other.total) == ([], 0)
