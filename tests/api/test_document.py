"""The OpenAPI document: valid for everybody, and no wider than what its reader may do."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.browsing import browse

USERS = ("hr_a", "officer", "me", "approver_a", "leader_a", "admin", "nobody", "unitless")


def document(world, name):
    answer = browse(world, name).get("/api/v1/openapi.json")
    assert answer.status_code == 200, answer.text
    return answer.json


def writes(found):
    return {
        f"{method} {path}"
        for path, item in found["paths"].items()
        for method in item
        if method in ("put", "delete", "post") and "/security/" not in path
    }


@pytest.mark.parametrize("name", USERS)
def test_the_document_is_valid_for_everybody(world, name):
    found = document(world, name)
    OpenAPIV31SpecValidator(found).validate()
    names = [part["operationId"] for item in found["paths"].values() for part in item.values() if "operationId" in part]
    assert len(names) == len(set(names))


def test_the_document_holds_what_its_reader_may_do_and_no_more(world):
    leader, officer, stranger = (document(world, name) for name in ("leader_a", "hr_a", "nobody"))

    assert [path for path in stranger["paths"] if "/security/" not in path] == []
    assert writes(leader) == {"post /api/v1/evidence/"}
    assert {"post /api/v1/person/", "put /api/v1/person/{id}", "delete /api/v1/pet/{id}"} <= writes(officer)
    assert "post /api/v1/colour/" not in writes(officer)
    assert "/api/v1/change/{id}/approve" not in officer["paths"]
    assert "/api/v1/change/{id}/approve" in document(world, "approver_a")["paths"]


def test_a_field_that_is_absent_for_the_reader_stands_nowhere(world):
    leader, officer = (browse(world, name).get("/api/v1/openapi.json") for name in ("leader_a", "officer"))

    assert "faith" not in leader.text
    assert "faith" in officer.text
    values = officer.json["components"]["schemas"]["person.new"]["properties"]
    assert "pay" not in values
    assert values["secret_number"]["pattern"] == "^(?:[0-9]{12})$"
    assert (values["weight"]["minimum"], values["weight"]["maximum"]) == (1, 1000)
    assert values["gender_code"]["x-code-lists"] == ["genders"]
    assert values["region_id"]["x-key-of"] == "region"
    correction = officer.json["components"]["schemas"]["person.correction"]
    assert "region_id" not in correction["properties"] and "_version" in correction["properties"]
    assert officer.json["components"]["schemas"]["pet.new"]["properties"]["kind"]["enum"] == ["cat", "dog", None]
    assert officer.json["components"]["schemas"]["person.new"]["required"] == ["number", "full_name", "region_id"]


def test_a_list_is_narrowed_and_ordered_by_what_the_document_says(world):
    found = document(world, "leader_a")["paths"]["/api/v1/person/"]["get"]["parameters"]
    parts = {part["name"]: part["schema"] for part in found}
    assert {"q", "sort", "dir", "page", "size", "cols", "after_id", "region_id", "born_on", "gender_code"} == set(parts)
    assert "secret_number" not in parts["sort"]["enum"]
    assert parts["size"]["enum"][-1] == 200


def test_a_write_with_a_session_asks_for_the_token_of_the_page_and_a_read_does_not(world):
    found = document(world, "officer")
    assert found["security"] == [{"session": []}, {"bearer": []}]
    for path, item in found["paths"].items():
        for method, part in item.items():
            if "/security/" in path or method == "parameters":
                continue
            expected = None if method == "get" else [{"session": [], "csrf": []}, {"bearer": []}]
            assert part.get("security") == expected, (method, path)


@pytest.mark.parametrize("name", ["officer", "hr_a", "leader_a", "me", "unitless"])
def test_every_count_is_as_the_document_says_and_its_filters_may_be_asked(world, name):
    found, browser = document(world, name), browse(world, name)
    counted = {path: item["get"] for path, item in found["paths"].items() if path.endswith("/_counts")}
    assert {"/api/v1/person/_counts", "/api/v1/pet/_counts"} <= set(counted)
    for path, part in counted.items():
        parts = {parameter["name"]: parameter for parameter in part["parameters"]}
        assert parts["by"]["required"] is True
        for field in parts["by"]["schema"]["enum"]:
            answer = browser.get(path, query_string={"by": field})
            assert answer.status_code == 200
            validator(found, part["responses"]["200"]["content"]["application/json"]["schema"]).validate(answer.json)
            for line in answer.json["result"]:
                assert may_be_asked(found, parts[field]["schema"], line["filter"][field]), (path, field, line)


def test_the_document_offers_every_filter_that_the_server_reads(world):
    found = document(world, "officer")["paths"]["/api/v1/pet/"]["get"]["parameters"]
    parts = {part["name"]: part["schema"] for part in found}
    people = document(world, "officer")["paths"]["/api/v1/person/"]["get"]["parameters"]
    region = next(part["schema"] for part in people if part["name"] == "region_id")
    for schema, asked, refused in (
        (parts["kind"], ("dog", "-"), ("fish", "=1")),
        (parts["is_tame"], ("true", "1", "0", "-"), ("2",)),
        (parts["person_id"], ("1", "-"), ("=1", "x")),
        (region, ("1", "-", "=2"), ("=", "=x", "2=")),
    ):
        assert [text for text in (*asked, *refused) if may_be_asked({}, schema, text)] == list(asked)


def validator(found, schema):
    return Draft202012Validator({**schema, "components": found["components"]})


def may_be_asked(found, schema, text):
    """Whether a text in an address fits a schema, as itself or as the number or yes and no that it writes."""
    written = [text, *([json.loads(text)] if re.fullmatch("[0-9]+|true|false", text) else [])]
    return any(Draft202012Validator(schema).is_valid(value) for value in written)


def test_signing_in_is_described(world):
    found = document(world, "hr_a")
    assert {f"/api/v1/security/{name}" for name in ("login", "refresh", "logout")} <= set(found["paths"])
    assert {"bearer": []} in found["security"]
    assert found["paths"]["/api/v1/security/login"]["post"]["security"] == []


def test_the_page_for_people_says_what_its_reader_may_see(world):
    leader, officer = (browse(world, name).get("/api/v1/") for name in ("leader_a", "officer"))

    assert officer.mimetype == "text/html"
    assert "/api/v1/openapi.json" in officer.text and "after_id" in officer.text and "_version" in officer.text
    assert "/api/v1/person/" in leader.text and "_counts?by=" in leader.text
    assert "faith" in officer.text and "faith" not in leader.text
    assert "<script src" not in officer.text.partition("<main")[2] and " style=" not in officer.text
    assert "/api/v1/person/" not in browse(world, "nobody").get("/api/v1/").text


@pytest.mark.parametrize(
    ("name", "shown"), [("officer", True), ("hr_a", True), ("leader_a", True), ("nobody", False), ("unitless", False)]
)
def test_the_page_for_people_is_reached_from_ones_own_account_where_a_program_would_find_something(world, name, shown):
    assert ('href="/api/v1/"' in browse(world, name).get("/account/").text) == shown


def test_an_employee_who_reaches_himself_alone_is_not_offered_the_interface(world):
    assert 'href="/api/v1/"' not in browse(world, "me").get("/account/").text
