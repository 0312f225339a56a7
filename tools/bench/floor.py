"""The floor: what pages show, by the bare driver and statements written by hand, as JSON from the same web server.

No framework, no rights, no names for codes, no page: only what no product could do without.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from gunicorn.app.base import BaseApplication

import config
from run import SERVING
from tools.bench.driver import Driver
from tools.bench.floor_board import dashboard

COUNTED_MOST = 10_001
TABS = ("assignment", "contract", "family_member", "identity_document", "salary_event")
COLUMNS = (
    "e.id, e.full_name, e.staff_number, e.gender_code, e.born_on, e.staff_type_code, e.status_code, e.rank_code, "
    "e.salary_step, e.salary_coefficient, u.name_vi AS unit, p.name_vi AS position"
)
COUNTED = {
    "gender": "gender_code",
    "year of birth": "substr(born_on, 1, 4)",
    "ethnic group": "ethnic_group_code",
    "type of staff": "staff_type_code",
    "status": "status_code",
    "unit": "unit_id",
    "position": "position_id",
    "rank": "rank_code",
}
JOINED = "LEFT JOIN org_unit u ON u.id = e.unit_id LEFT JOIN position p ON p.id = e.position_id"
BELOW = "e.scope_id IN (SELECT id FROM org_unit WHERE path >= :low AND path < :high)"
UNDER = "e.unit_id IN (SELECT id FROM org_unit WHERE path >= :under_low AND path < :under_high)"

Asked = Mapping[str, str]
driver = Driver(os.environ.get("BENCH_FLOOR", ""))


def listing(asked: Asked) -> Any:
    """A page of people with their units and posts, and how many there are."""
    words = [f"%{word}%" for word in asked.get("q", "").split()]
    named = {f"word_{'abcdefgh'[place]}": word for place, word in enumerate(words)}
    parts = [f"e.search_text LIKE :{name}" for name in named]
    parts += [BELOW] if asked.get("path") else []
    parts += [UNDER] if asked.get("under") else []
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    values = {**named, **_range("", asked.get("path", "")), **_range("under_", asked.get("under", ""))}
    page = {"size": int(asked.get("size", "25")), "start": int(asked.get("start", "0"))}
    order = "ORDER BY e.full_name_key, e.id LIMIT :size OFFSET :start"
    rows = driver.rows(f"SELECT {COLUMNS} FROM employee e {JOINED} {where} {order}", **values, **page)
    some = f"SELECT 1 FROM employee e {where} LIMIT {COUNTED_MOST}"
    return {"rows": rows, "count": driver.rows(f"SELECT count(*) AS n FROM ({some}) AS found", **values)[0]["n"]}


def person(asked: Asked) -> Any:
    """One person in full, and what waits on him."""
    key = int(asked["id"])
    return {
        "row": driver.rows(
            f"SELECT e.*, u.name_vi AS unit, p.name_vi AS position FROM employee e {JOINED} WHERE e.id = :id", id=key
        ),
        "waiting": driver.rows(
            "SELECT * FROM change WHERE record = 'employee' AND target_id = :id AND state IN ('submitted', 'checked')",
            id=key,
        ),
    }


def tab(asked: Asked) -> Any:
    """What is on record about one person in another table."""
    table = next(name for name in TABS if name == asked["table"])
    return driver.rows(f"SELECT * FROM {table} WHERE employee_id = :id ORDER BY id DESC LIMIT 25", id=int(asked["id"]))


def picker(asked: Asked) -> Any:
    """The units whose name holds what was typed."""
    return driver.rows(
        "SELECT id, name_vi, code FROM org_unit WHERE path >= :low AND path < :high AND search_text LIKE :q "
        "ORDER BY name_vi_key LIMIT 21",
        q=f"%{asked['q']}%",
        **_range("", asked["path"]),
    )


def charts(asked: Asked) -> Any:
    """How many people have which value, for each question that the product's page answers."""
    where = f"WHERE {BELOW}" if asked.get("path") else ""
    values = _range("", asked.get("path", ""))
    return {
        name: driver.rows(f"SELECT {value} AS value, count(*) AS n FROM employee e {where} GROUP BY 1", **values)
        for name, value in COUNTED.items()
    }


def board(asked: Asked) -> Any:
    """The figures of the dashboard."""
    return dashboard(driver.rows, _range("", asked.get("path", "")), datetime.now(UTC).date())


def save(asked: Asked) -> Any:
    """A change that waits."""
    statement = (
        'INSERT INTO change (record, target_id, verb, subject_id, "values", base, state, needs_check, submitted_at, '
        "digest) VALUES ('bench', :id, 'amend', :id, '{}', '{}', 'withdrawn', :no, :at, '')"
    )
    driver.write((statement, {"id": int(asked["id"]), "at": datetime.now(UTC).isoformat(), "no": False}))
    return {}


def approve(asked: Asked) -> Any:
    """A change that is decided, and the row that it alters."""
    key = int(asked["id"])
    driver.write(
        ("UPDATE change SET decision_reason = decision_reason WHERE target_id = :id AND record = 'bench'", {"id": key}),
        ("UPDATE employee SET phone = phone WHERE id = :id", {"id": key}),
    )
    return {}


PAGES: dict[str, Callable[[Asked], Any]] = {
    "/list": listing,
    "/person": person,
    "/tab": tab,
    "/pick": picker,
    "/charts": charts,
    "/dashboard": board,
    "/save": save,
    "/approve": approve,
}


def _range(prefix: str, path: str) -> dict[str, str]:
    return {f"{prefix}low": path, f"{prefix}high": path[:-1] + "0"} if path else {}


def application(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application without anything."""
    asked = dict(parse_qsl(environ["QUERY_STRING"]))
    try:
        body = json.dumps(PAGES[environ["PATH_INFO"]](asked), default=str, ensure_ascii=False).encode()
    finally:
        driver.end()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


class Floor(BaseApplication):
    """The web server of the product, with this application in it."""

    def load_config(self) -> None:
        for name, value in {**config.serving(), **SERVING}.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return application


if __name__ == "__main__":
    Floor().run()
