"""One run over one database: every scenario, product and floor side by side, under the same web server."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tools.bench import work
from tools.bench.client import Wire, fields_of, keys_in, many_clients, one_client, sign_in, timed_post
from tools.bench.figures import NOT_THERE, Measured, Result
from tools.bench.scenarios import APPROVER, PROVINCE, UNIT_HR, Facts, Scenario, beside_the_trunk, facts, reading
from tools.bench.servers import FLOOR, PRODUCT, TRUNK, Running, serving
from tools.bench.stock import Stock

ACTS = 20


@dataclass(frozen=True)
class Plan:
    """How much is asked: single requests, seconds and clients of the crowd, rows of the file; `only` names scenarios."""

    requests: int = 60
    seconds: float = 5.0
    clients: int = 8
    import_rows: int = 5000
    only: str = ""
    files: bool = True


def measure(stock: Stock, plan: Plan) -> Iterator[Result]:
    """Every result of one database, as it comes."""
    if stock.planted:
        yield _planted(stock)
    found = facts(stock.driver)
    floor_settings = {**stock.environ, "BENCH_FLOOR": stock.driver.address}
    with serving(PRODUCT, stock.environ) as product, serving(FLOOR, floor_settings) as floor:
        run = _Run(stock, plan, product, floor, found)
        yield from run.read()
        yield from run.beside_the_trunk()
        yield from run.act()
    if plan.files:
        yield from _files(stock, plan, found)


def _planted(stock: Stock) -> Result:
    assert stock.planted is not None
    worked = f"{stock.planted.worked:.0f} s of a processor beside the database's own"
    return Result(stock.database, "demo province", "operator", Measured([stock.planted.seconds]), remark=worked)


class _Run:
    """The servers of one database, and the sessions that are open on the product's."""

    def __init__(self, stock: Stock, plan: Plan, product: Running, floor: Running, found: Facts) -> None:
        self.stock, self.plan, self.product, self.floor, self.found = stock, plan, product, floor, found
        self.accounts = stock.accounts()
        self.bare = Wire(floor.port)
        self._sessions: dict[str, Wire] = {}

    def session(self, user: str) -> Wire:
        """The session of a user, opened when it is first asked for."""
        if user not in self._sessions:
            self._sessions[user] = sign_in(self.product.port, user, self.accounts[user])
        return self._sessions[user]

    def read(self) -> Iterator[Result]:
        wanted = [scenario for scenario in reading(self.found) if self.plan.only in scenario.name]
        statements = self._statements(wanted)
        for scenario in wanted:
            yield self._read(scenario, statements.get((scenario.user, scenario.paths[0]), (0, 0)))

    def _statements(self, wanted: Sequence[Scenario]) -> dict[tuple[str, str], tuple[int, int]]:
        """Status and statements of the first address of each scenario, by user and address."""
        found = {}
        for user in {scenario.user for scenario in wanted}:
            paths = [scenario.paths[0] for scenario in wanted if scenario.user == user]
            counted = work.apart(work.count_statements, dict(self.stock.environ), self.accounts[user], user, paths)
            found.update({(user, path): told for path, told in counted.items()})
        return found

    def _read(self, scenario: Scenario, told: tuple[int, int]) -> Result:
        status, statements = told
        result = Result(self.stock.database, scenario.name, scenario.user, Measured())
        if status == 404:
            return replace(result, remark=NOT_THERE)
        session = self.session(scenario.user)
        before = self.product.memory()
        product, busy = self._side(self.product, session, scenario.paths)
        memory = self.product.memory()
        floor, floor_busy = self._side(self.floor, self.bare, scenario.floor)
        remark = _remark(memory - before, busy, floor_busy)
        return replace(result, product=product, floor=floor, statements=statements, memory=memory, remark=remark)

    def beside_the_trunk(self) -> Iterator[Result]:
        """What all other areas add to the page of a person: its times are those of the trunk's page, not of the bare driver's."""
        scenario = beside_the_trunk(self.found)
        if self.plan.only not in scenario.name:
            return
        told = self._statements([scenario])[scenario.user, scenario.paths[0]]
        with serving(TRUNK, self.stock.environ) as trunk:
            wire = sign_in(trunk.port, scenario.user, self.accounts[scenario.user])
            product, _busy = self._side(self.product, self.session(scenario.user), scenario.paths)
            bare, _busy = self._side(trunk, wire, scenario.floor)
        result = Result(self.stock.database, scenario.name, scenario.user, product, bare, statements=told[1])
        yield replace(result, remark="beside the page of the trunk alone")

    def _side(self, server: Running, wire: Wire, paths: Sequence[str]) -> tuple[Measured, float]:
        """One client, then many; and the share of a processor that the many took themselves."""
        plan = self.plan
        alone = one_client(wire, paths, plan.requests)
        before = server.worked()
        rate, busy = many_clients(wire, paths, plan.clients, plan.seconds)
        work = (server.worked() - before) / max(rate * plan.seconds, 1)
        return replace(alone, rate=rate, work=work), busy

    def act(self) -> Iterator[Result]:
        """Writing: a form handed in, a change approved; each act on another person."""
        acts = (("save", UNIT_HR, self._save, "/save"), ("approve one change", APPROVER, self._approve, "/approve"))
        for name, user, act, floor in acts:
            if self.plan.only not in name:
                continue
            seconds, wrong = act(self.session(user))
            bare = one_client(self.bare, [f"{floor}?id={key}" for key in self.found.persons], len(seconds))
            yield Result(self.stock.database, name, user, Measured(seconds, wrong=wrong), bare)

    def _save(self, session: Wire) -> tuple[list[float], int]:
        seconds, wrong = [], 0
        for key in self.found.persons[:ACTS]:
            form = fields_of(session.get(f"/employee/edit/{key}").body, "phone")
            form["phone"] = f"09{secrets.randbelow(10**8):08}"
            passed, status = timed_post(session, f"/employee/edit/{key}", form)
            seconds.append(passed)
            wrong += status != 302
        return seconds, wrong

    def _approve(self, session: Wire) -> tuple[list[float], int]:
        """What was handed in, but for the heads of units, whose records are decided one level up."""
        seconds: list[float] = []
        wrong = 0
        for key in self._waiting(session):
            form = fields_of(session.get(f"/approval/show/{key}").body, "shown")
            if form and len(seconds) < ACTS:
                passed, status = timed_post(session, f"/approval/decide/{key}", {**form, "verb": "approve"})
                seconds.append(passed)
                wrong += status != 302
        return seconds, wrong

    def _waiting(self, session: Wire) -> list[int]:
        pages = (session.get(f"/approval/list/?page={number}").body for number in (1, 2, 3))
        return [key for page in pages for key in keys_in(page, r"/approval/show/(\d+)")]


def _remark(grown: int, busy: float, floor_busy: float) -> str:
    """What makes a figure doubtful: memory that grew, a client that was itself busy."""
    remarks = [f"+{grown} MB"] if grown > 5 else []
    remarks += [f"client {100 * share:.0f} % of a processor" for share in (busy, floor_busy) if share > 0.7][:1]
    return ", ".join(remarks)


def _files(stock: Stock, plan: Plan, found: Facts) -> Iterator[Result]:
    """A large sheet out and a file in, in processes of their own."""
    environ = dict(stock.environ)
    user_id = stock.driver.rows("SELECT id FROM ab_user WHERE username = :name", name=PROVINCE)[0]["id"]
    stock.driver.end()
    jobs: tuple[tuple[str, str, Callable[[], work.Worked]], ...] = (
        (f"Excel of {work.COLUMNS} columns", PROVINCE, partial(work.apart, work.excel, environ, user_id)),
        (
            "file brought in",
            "operator",
            partial(work.apart, work.bring_in_file, environ, found.persons, plan.import_rows),
        ),
    )
    for name, user, job in jobs:
        if plan.only in name:
            done = job()
            speed = f"{done.rows} rows, {done.rows / done.seconds:.0f} a second, +{done.after - done.before} MB"
            remark = ", ".join(filter(None, (speed, done.remark)))
            product, floor = Measured([done.seconds]), Measured([done.floor])
            yield Result(stock.database, name, user, product, floor, memory=done.after, remark=remark)
