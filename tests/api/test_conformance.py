"""Made-up requests as every role on every resource: what the document promises comes, and nothing foreign."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import select

from app.access.standing import operator
from app.areas import AREAS
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.links import Link
from tests.browsing import Browser
from tests.factories import planted
from tests.people import make_user

RECORDS = [record for area in AREAS for record in area.records]
BY_NAME = {record.name: record for record in RECORDS}
ROLES = ("province_officer", "unit_hr", "unit_approver", "leader", "inspector", "employee", "administrator")
ON_POSTGRESQL = ("unit_hr",)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Province:
    """Two bodies with a row of every record in each, and one user of a role over the first."""

    def __init__(self, app, role):
        self.app, self.role = app, role
        with app.app_context(), operator("test data"):
            self.own, self.foreign = self._body(), self._body()
            self.rows = {record.name: self._rows_of_own_body(record) for record in RECORDS}
            db.session.commit()
            unit_id = self.own["org_unit"] if role not in ("province_officer", "employee", "administrator") else None
            subject_id = self.own["employee"] if role == "employee" else None
            self.user_id = make_user("thu", role, unit_id, subject_id=subject_id)
        self.browser = Browser(app, self.user_id)

    def _body(self):
        unit = planted(OrgUnit)
        keys = {"org_unit": unit, "employee": planted(Employee, unit_id=unit)}
        for record in RECORDS:
            if record.name not in keys:
                given = {"employee_id": keys["employee"], "unit_id": unit}
                if "contract" in keys:
                    given["contract_id"] = keys["contract"]
                keys[record.name] = planted(record, **{name: given[name] for name in given if name in record.fields})
        return keys

    def _rows_of_own_body(self, record):
        """Rows of the first body, or of its person for an employee: a row may have brought others with it."""
        table = record.__table__
        if "scope_id" not in table.c:
            return {self.own[record.name]}
        found = select(table.c.id).where(table.c.scope_id == self.own["org_unit"])
        if self.role == "employee" and record.subject_from:
            found = found.where(table.c[record.subject_from] == self.own["employee"])
        return set(db.session.scalars(found))

    def may_see(self, record, key):
        """Whether a row may come before this role, worked out from how it was planted."""
        if self.role == "province_officer" or record not in BY_NAME or BY_NAME[record].scope == "open":
            return True
        if self.role == "administrator":
            return "administrator" in BY_NAME[record].readers
        if self.role == "employee" and BY_NAME[record].subject_from is None:
            return False
        return key in self.rows[record]

    def official(self):
        """Every official row."""
        with self.app.app_context(), operator("test"):
            return {
                record.name: sorted(map(str, db.session.execute(record.__table__.select()).all()))
                for record in [*RECORDS, CatalogueItem]
            }


@pytest.fixture
def province(stocked_app, backend, role):
    if backend == "postgresql" and role not in ON_POSTGRESQL:
        pytest.skip("one role is enough to see that both databases answer alike")
    return Province(stocked_app, role)


def can_read(record, role):
    return role in record.readers


def look_through(province, path, body):
    """Every row in an answer lies within the role's reach."""
    if not isinstance(body, dict) or not path.startswith("/api/v1/"):
        return
    record = path.split("/")[3]
    if path.endswith("/_counts") and "by" in body:
        look_through_counts(province, record, body)
        return
    rows = body.get("result", [body] if "values" in body else [])
    if record == "change":
        record_of = [row for row in [*rows, *([body] if "differences" in body else [])] if not row["mine"]]
        rows = [(row["record"], row["id"]) for row in record_of]
    else:
        rows = [(record, row["id"]) for row in rows]
    strange = [row for row in rows if not province.may_see(*row)]
    assert strange == [], f"{path} gives {strange} to {province.role}"


def look_through_counts(province, record, body):
    """The figures add up, and a link is counted by name only where the row behind it lies within reach."""
    kind = BY_NAME[record].fields[body["by"]].kind if record in BY_NAME else None
    assert body["total"] == sum(line["count"] for line in body["result"]), (record, body)
    if not isinstance(kind, Link) or kind.target.scope == "pick":
        return
    keys = [line["filter"][body["by"]] for line in body["result"] if line["kind"] == "value"]
    strange = [key for key in keys if not province.may_see(kind.target.name, int(key))]
    assert strange == [], f"{record} counted by {body['by']} names {strange} to {province.role}"


@pytest.mark.parametrize("role", ROLES)
def test_made_up_requests_find_what_the_document_promises_and_nothing_foreign(province):
    browser, before = province.browser, province.official()
    found = browser.get("/api/v1/openapi.json").json
    for part in (found, *(part for item in found["paths"].values() for part in item.values())):
        # The caller signs in himself, in one way; what is made up is the rest of the request.
        if isinstance(part, dict):
            part.pop("security", None)
    schema = schemathesis.openapi.from_dict(found)
    schema.app = province.app
    cookie = browser.client.get_cookie("cbccvc").value if browser.token else ""
    headers = {"X-CSRFToken": browser.token, "Cookie": f"cbccvc={cookie}"}
    seen = set()

    for result in schema.get_all_operations():
        operation = result.ok()

        @EXAMPLES
        @given(case=operation.as_strategy())
        def ask(case):
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=CHECKS)
            seen.add(case.operation.label)
            if "json" in answer.headers.get("content-type", [""])[0]:
                look_through(province, case.operation.path, json.loads(answer.content or b"null"))

        ask()

    assert len(seen) == sum(1 for item in found["paths"].values() for method in item if method != "parameters")
    after = province.official()
    officer = province.role == "province_officer"
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= ({"catalogue_item"} if officer else set())


@pytest.mark.parametrize("role", ROLES)
def test_no_key_opens_a_foreign_row_for_any_verb(province):
    browser, before = province.browser, province.official()
    reached = {}
    for record in RECORDS:
        base = f"/api/v1/{record.name}"
        before_first = min(province.own[record.name], province.foreign[record.name]) - 1
        listed = browser.get(f"{base}/?size=200&after_id={before_first}")
        reached[record.name] = set(listed.json.get("ids", []))
        for key in (province.own[record.name], province.foreign[record.name]):
            allowed = province.may_see(record.name, key)
            answer = browser.get(f"{base}/{key}")
            assert (answer.status_code == 200) == (allowed and can_read(record, province.role)), (record.name, key)
            if not allowed:
                for call in (browser.put, browser.delete):
                    assert call(f"{base}/{key}", json={}).status_code in (403, 404), (record.name, key)

    for name, keys in reached.items():
        assert {key for key in keys if not province.may_see(name, key)} == set(), name
        if province.role not in ("employee", "administrator") and can_read(BY_NAME[name], province.role):
            assert province.own[name] in keys, name
    assert province.official() == before
