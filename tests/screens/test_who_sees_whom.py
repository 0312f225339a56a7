"""Who sees which of the four persons, on every face there is: one table for screens, JSON, files, inbox."""

import csv
import io
from html import unescape

import openpyxl
import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.models import Change
from app.extensions import db
from tests.browsing import browse, text_of
from tests.toys import Person

NAMES = {1: "An A", 2: "Bình A1", 3: "Chi B", 4: "Dũng X"}
PETS = {key: f"Pet{key}" for key in NAMES}
EVERYBODY, NOBODY = {1, 2, 3, 4}, set()

# user: whom he may read, whom he may write, whose changes he may decide
TABLE = {
    "hr_a": ({1, 2}, {1, 2}, NOBODY),
    "hr_b": ({3}, {3}, NOBODY),
    "officer": (EVERYBODY, EVERYBODY, EVERYBODY),
    "me": ({1}, {1}, NOBODY),
    "approver_a": ({1, 2}, NOBODY, {1, 2}),
    "leader_a": ({1, 2}, NOBODY, NOBODY),
    "unitless": (NOBODY, NOBODY, NOBODY),
    "nobody": (NOBODY, NOBODY, NOBODY),
    "admin": (NOBODY, NOBODY, NOBODY),
}


def whom(text, names=NAMES):
    """The persons whose names stand in a text."""
    return {
        key for key, name in names.items() if f">{name}<" in text or f">{name} ·" in text or name in text.split("|")
    }


def named(path, names=NAMES, **options):
    """A face that names persons on one page."""
    return lambda browser: whom(unescape(browser.get(path, **options).text), names)


def opened(path, names=NAMES):
    """A face with a page for each person: those whose page opens and shows the name."""

    def face(browser):
        answers = {key: browser.get(path.format(key=key)) for key in NAMES}
        for key, answer in answers.items():
            others = whom(unescape(answer.text), names) - {key}
            assert others == set(), f"{path.format(key=key)} names {others}"
        return {key for key, answer in answers.items() if answer.status_code == 200 and names[key] in text_of(answer)}

    return face


def listed_in_json(path):
    return lambda browser: set(browser.get(path).json.get("ids", []))


def in_json(method, **options):
    """The rows for which a call is answered with success."""

    def face(browser):
        call = getattr(browser, method)
        return {key for key in NAMES if call(f"/api/v1/person/{key}", **options).status_code in (200, 202)}

    return face


def in_picker(browser):
    answer = browser.get("/pet/pick/person_id")
    return {int(row["id"]) for row in answer.json["results"]} if answer.is_json and answer.status_code == 200 else set()


def in_units(browser):
    return set().union(*(named(f"/region/tab/{unit}/person/region_id")(browser) for unit in (1, 2, 3, 4, 20)))


def in_workbook(browser):
    answer = browser.get("/export/person.xlsx")
    if answer.status_code != 200:
        return set()
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True).active
    return whom("|".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row))


def in_csv(browser):
    answer = browser.get("/export/person.csv")
    text = answer.data.decode("utf-8-sig") if answer.status_code == 200 else ""
    return whom("|".join(cell for row in csv.reader(io.StringIO(text)) for cell in row))


def changes_of(browser):
    """The waiting change of each person, whose page opens."""
    pages = {key: browser.get(f"/approval/show/{browser.changes[key]}") for key in NAMES}
    return {key for key, page in pages.items() if page.status_code == 200}


READ = {
    "list": named("/person/list/"),
    "list as fragment": named("/person/list/", headers={"X-Fragment": "rows"}),
    "list sorted": named("/person/list/?sort=born_on&dir=desc&size=200&cols=full_name,weight"),
    "list from a unit down": named("/person/list/?region_id=1"),
    "search": named("/person/list/?q=e"),
    "page": opened("/person/show/{key}"),
    "tab": opened("/person/tab/{key}/pet/person_id", PETS),
    "page of a pet": opened("/pet/show/{key}", PETS),
    "list of pets": named("/pet/list/", PETS),
    "list of pets of one person": lambda browser: set().union(
        *(named(f"/pet/list/?person_id={key}", PETS)(browser) for key in NAMES)
    ),
    "tabs of the units": in_units,
    "picker": in_picker,
    "workbook": in_workbook,
    "csv": in_csv,
    "list in json": listed_in_json("/api/v1/person/"),
    "list in json by key": listed_in_json("/api/v1/person/?after_id=0"),
    "list of pets in json": listed_in_json("/api/v1/pet/"),
    "row in json": in_json("get"),
    "change": changes_of,
}
WRITE = {
    "form": opened("/person/edit/{key}"),
    "form of a pet": opened("/pet/edit/{key}", PETS),
    "correction in json": in_json("put", json={}),
    "cancellation of a pet in json": lambda browser: {
        key for key in NAMES if browser.delete(f"/api/v1/pet/{key}").status_code == 202
    },
}


@pytest.fixture
def asked(world):
    """The toy world in which a change of each person waits."""
    with world.as_operator():
        world.changes = {
            key: operations.submit(Person, {"notes": f"Ghi chú {key}"}, target_id=key).change.id for key in NAMES
        }
        db.session.commit()
    return world


@pytest.mark.parametrize("name", TABLE)
def test_each_user_sees_on_every_face_whom_the_table_says(asked, name):
    read, write, _decide = TABLE[name]
    browser = browse(asked, name)
    browser.changes = asked.changes

    # Whoever reaches nobody but himself reaches no unit's page, and so none of its tabs.
    faces = {face: look for face, look in READ.items() if not (name == "me" and face == "tabs of the units")}
    wrong = {face: seen for face, look in faces.items() if (seen := look(browser)) != read}
    assert name != "me" or READ["tabs of the units"](browser) == set()
    wrong |= {face: seen for face, look in WRITE.items() if (seen := look(browser)) != write}

    assert wrong == {}


@pytest.mark.parametrize("name", TABLE)
def test_each_user_decides_over_whom_the_table_says(asked, name):
    decide = TABLE[name][2]
    browser = browse(asked, name)
    inbox = browser.get("/approval/list/")

    assert whom(unescape(inbox.text)) == decide
    for change in asked.changes.values():
        shown = browser.get(f"/approval/show/{change}").text
        digest = shown.partition('name="shown" value="')[2].partition('"')[0]
        browser.post(f"/approval/decide/{change}", {"verb": "approve", "shown": digest})
    with asked.as_operator():
        states = select(Change.target_id).where(Change.id.in_(asked.changes.values()), Change.state == "applied")
        assert set(db.session.scalars(states)) == decide


@pytest.mark.parametrize("name", TABLE)
def test_a_bulk_decision_reaches_no_further_than_the_inbox(asked, name):
    browser = browse(asked, name)

    browser.post("/approval/decide_many", {"id": [str(change) for change in asked.changes.values()]})

    with asked.as_operator():
        states = select(Change.target_id).where(Change.id.in_(asked.changes.values()), Change.state == "applied")
        assert set(db.session.scalars(states)) == TABLE[name][2]


def test_a_stranger_sees_nobody_on_any_face(asked):
    client = asked.app.test_client()
    client.changes = asked.changes

    for path in (
        "/person/list/",
        "/person/show/1",
        "/person/edit/1",
        "/person/tab/1/pet/person_id",
        "/person/history/1",
        "/person/pick/region_id",
        "/approval/list/",
        f"/approval/show/{asked.changes[1]}",
        "/export/person.xlsx",
        "/job/list/",
        "/",
    ):
        answer = client.get(path)
        assert (answer.status_code, whom(unescape(answer.text))) == (302, set()), path
        assert "/login/" in answer.location, path
    for path in ("/api/v1/person/", "/api/v1/person/1", "/api/v1/person/_info"):
        answer = client.get(path)
        assert (answer.status_code, list(answer.json)) == (401, ["message"]), path


def test_a_closed_account_is_a_stranger(asked):
    with asked.as_operator():
        db.session.execute(db.text("UPDATE ab_user SET active = :no WHERE username = 'hr_a'"), {"no": False})
        db.session.commit()
    client = asked.client("hr_a")

    assert client.get("/person/list/").status_code == 302
    assert client.get("/api/v1/person/").status_code == 401


NUMBERS = {key: f"00819000000{region % 10}" for key, region in {1: 2, 2: 4, 3: 3, 4: 20}.items()}
FAITHS = {key: f"đạo E{key}" for key in NAMES}
WHOLE = {"hr_a", "hr_b", "officer", "me", "approver_a"}


@pytest.mark.parametrize("name", TABLE)
def test_numbers_and_sensitive_values_are_seen_by_those_whose_role_needs_them_alone(asked, name):
    """The leader finds numbers masked and sensitive values absent, on every face and in every column he asks for."""
    browser = browse(asked, name)
    columns = "cols=full_name,secret_number,faith"
    seen = "\n".join(
        [
            browser.get(f"/person/list/?{columns}").text,
            browser.get(f"/export/person.csv?{columns}").data.decode("utf-8-sig"),
            browser.get(f"/api/v1/person/?{columns}").data.decode("unicode-escape"),
            browser.get("/pet/pick/person_id").data.decode("unicode-escape"),
            *(browser.get(f"/person/show/{key}").text for key in NAMES),
            *(browser.get(f"/person/history/{key}").text for key in NAMES),
            *(browser.get(f"/api/v1/person/{key}").data.decode("unicode-escape") for key in NAMES),
        ]
    )
    expected = TABLE[name][0] if name in WHOLE else set()

    assert {key for key, number in NUMBERS.items() if number in seen} == expected
    assert {key for key, faith in FAITHS.items() if faith in unescape(seen)} == expected
    if name == "leader_a":
        assert "008•••••••02" in seen


def test_reading_sensitive_values_of_others_leaves_a_trace_on_every_face(asked):
    """Each face by itself: what is read there is noted, and nothing is noted of one's own row."""
    with_faith = ("/person/show/1", "/api/v1/person/1", "/person/list/?cols=faith", "/api/v1/person/?cols=faith")
    for path in (*with_faith, "/person/edit/1", "/export/person.csv?cols=faith"):
        assert traces(asked, "hr_a", path) == 1, path
        assert traces(asked, "me", path) == (1 if "export" in path else 0), path
    for path in ("/person/list/", "/api/v1/person/", "/pet/list/"):
        assert traces(asked, "hr_a", path) == 0, path


def traces(world, name, path):
    """How many entries of the audit log a reader's visit adds."""
    count = "SELECT count(*) FROM audit_entry WHERE act IN ('read', 'read_list', 'export')"
    with world.as_operator():
        before = db.session.scalar(db.text(count))
    assert browse(world, name).get(path).status_code == 200
    with world.as_operator():
        return db.session.scalar(db.text(count)) - before
