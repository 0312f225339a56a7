"""What people do all day, as addresses of the product and of the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from tools.bench.driver import Driver
from tools.bench.floor import TABS

UNIT_HR, PROVINCE, APPROVER, LEADER = "canbo", "sonoivu", "duyet", "lanhdao"
EVERY_UNIT = "thanhtra"  # reads every unit, and by units: not all that there is
NAMES = ("nguyen thi huong", "hoang van", "tran thi", "ma van")
DEEP = 399
PERSONS = 40


@dataclass(frozen=True)
class Scenario:
    """Addresses that are asked in turn, by one user, and those of the floor that give the same data."""

    name: str
    user: str
    paths: Sequence[str]
    floor: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """What the addresses are made of: the path and key of the officer's unit, and people that he may see."""

    path: str
    unit: int
    persons: Sequence[int]


def facts(driver: Driver) -> Facts:
    """Read them from the database."""
    unit = driver.rows(
        "SELECT u.id, u.path FROM access_grant g JOIN ab_user a ON a.id = g.user_id JOIN org_unit u ON u.id = g.unit_id "
        "WHERE a.username = :name",
        name=UNIT_HR,
    )[0]
    persons = driver.rows(
        "SELECT e.id FROM employee e JOIN org_unit u ON u.id = e.scope_id WHERE u.path >= :low AND u.path < :high "
        "ORDER BY e.id LIMIT :most",
        low=unit["path"],
        high=unit["path"][:-1] + "0",
        most=PERSONS,
    )
    driver.end()
    return Facts(unit["path"], unit["id"], [row["id"] for row in persons])


def reading(found: Facts) -> list[Scenario]:
    """Every scenario that only reads."""
    lists = [scenario for user in (UNIT_HR, PROVINCE, EVERY_UNIT) for scenario in _lists(found, user)]
    return [*lists, *_about_one(found), *_others(found)]


def _lists(found: Facts, user: str) -> list[Scenario]:
    path = found.path if user == UNIT_HR else ""
    searched = [quote(name) for name in NAMES]
    page = 20 if user == UNIT_HR else DEEP
    base, floor = "/employee/list/", f"/list?path={path}"
    return [
        Scenario("list, first page", user, [base], [floor]),
        Scenario("list, deep page", user, [f"{base}?page={page}"], [f"{floor}&start={(page - 1) * 25}"]),
        Scenario(
            "search without accents",
            user,
            [f"{base}?q={name}" for name in searched],
            [f"{floor}&q={name}" for name in searched],
        ),
        Scenario(
            "unit filter, by name",
            user,
            [f"{base}?unit_id={found.unit}&sort=full_name"],
            [f"{floor}&under={found.path}"],
        ),
    ]


def _about_one(found: Facts) -> list[Scenario]:
    of_person = [f"/person?id={key}" for key in found.persons]
    tabs = [
        Scenario(
            f"tab {table}",
            UNIT_HR,
            [f"/employee/tab/{key}/{table}/employee_id" for key in found.persons],
            [f"/tab?table={table}&id={key}" for key in found.persons],
        )
        for table in TABS
    ]
    return [
        Scenario("person page", UNIT_HR, [f"/employee/show/{key}" for key in found.persons], of_person),
        *tabs,
        Scenario("edit form", UNIT_HR, [f"/employee/edit/{key}" for key in found.persons], of_person),
    ]


def beside_the_trunk(found: Facts) -> Scenario:
    """The page of a person with all that the areas add to it; the other side is the same page of the trunk alone."""
    pages = [f"/employee/show/{key}" for key in found.persons]
    return Scenario("person page beside its trunk", UNIT_HR, pages, pages)


def _others(found: Facts) -> list[Scenario]:
    charts = Scenario("charts", UNIT_HR, ["/employee/charts/"], [f"/charts?path={found.path}"])
    # The leader of the demo leads the unit whose officer the other addresses are made of.
    board = Scenario("dashboard", LEADER, ["/dashboard/"], [f"/dashboard?path={found.path}"])
    return [
        Scenario(
            "picker of units", UNIT_HR, ["/employee/pick/unit_id?q=truong"], [f"/pick?path={found.path}&q=truong"]
        ),
        charts,
        replace(charts, user=PROVINCE, floor=["/charts"]),
        board,
        *(replace(board, user=user, floor=["/dashboard"]) for user in (PROVINCE, EVERY_UNIT)),
        Scenario("REST list of 100", PROVINCE, ["/api/v1/employee/?size=100"], ["/list?size=100"]),
    ]
