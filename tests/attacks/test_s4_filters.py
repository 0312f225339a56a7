"""S4: the framework keeps one set of search terms per view, so that threads answer each other's questions."""

import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_appbuilder.models.sqla.filters import FilterEqual

from app.api import answers
from app.screens import view
from tests.attacks.stock import OpenPersonView, Person, PersonApi, rison
from tests.people import sign_in

THREADS = 8
PATIENCE = 30
NAMES = [f"Người {number:02d}" for number in range(THREADS)]


@pytest.fixture
def quick_switching():
    """Threads take turns a hundred times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.00005)
    yield
    sys.setswitchinterval(before)


def at_once(ask):
    """The answers that each of the eight gets when all ask at once."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(ask, range(THREADS)))


def named_in(text):
    return [name for name in NAMES if name in text]


def crowd(stock, *views, apis=()):
    app = stock(*views, apis=apis)
    with app.session() as session:
        session.add_all([Person(name=name, secret="0", unit_id=1) for name in NAMES])
        session.commit()
    return app


def test_stock_list_answers_one_user_with_the_search_of_another(stock):
    meeting = threading.Barrier(THREADS)

    class SlowView(OpenPersonView):
        """Nothing is changed but the pause between reading the address and asking the database."""

        def _get_list_widget(self, *args, **kwargs):
            meeting.wait(PATIENCE)
            return super()._get_list_widget(*args, **kwargs)

    app = crowd(stock, SlowView)
    app.clerk(SlowView=["can_list"])

    def ask(number):
        return named_in(sign_in(app.app, 1).get(f"/slowview/list/?_flt_3_name={NAMES[number]}").text)

    found = at_once(ask)

    assert sum(found[number] != [NAMES[number]] for number in range(THREADS)) >= THREADS - 1


def test_stock_resource_answers_one_user_with_the_search_of_another(stock):
    inside, go_on = threading.Event(), threading.Event()

    class SlowEqual(FilterEqual):
        """Takes its time to be made, as any filter may."""

        arg_name = "slow_eq"

        def __init__(self, *args):
            super().__init__(*args)
            inside.set()
            go_on.wait(PATIENCE)

    class SlowApi(PersonApi):
        resource_name = "slow"
        list_columns = ["name"]
        search_filters = {"name": [SlowEqual]}

    app = crowd(stock, apis=(SlowApi,))
    app.clerk(SlowApi=["can_get"])

    def ask(operator, name):
        query = rison(filters=[{"col": "name", "opr": operator, "value": name}])
        answer = sign_in(app.app, 1).get("/api/v1/slow/", query_string={"q": query})
        return [row["name"] for row in answer.json["result"]]

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ask, "slow_eq", NAMES[0])
        assert inside.wait(PATIENCE)
        second = ask("eq", NAMES[1])
        go_on.set()

    assert second == [NAMES[1]]
    assert first.result(PATIENCE) == [], "the other's term was joined to this one"


ASKED = [f"E{number}" for number in range(1, 5)] * 2


def pausing(monkeypatch, module, name):
    """Let all eight read their address before any of them asks the database."""
    meeting = threading.Barrier(THREADS)
    real = getattr(module, name)

    def paused(*args, **kwargs):
        meeting.wait(PATIENCE)
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, paused)


def test_our_list_answers_everybody_with_his_own_search(world, monkeypatch, quick_switching):
    pausing(monkeypatch, view, "list_page")
    key = world.users["officer"]

    def ask(number):
        text = sign_in(world.app, key).get(f"/person/list/?q={ASKED[number]}").text
        return re.findall(r"/person/show/(\d+)", text)

    assert at_once(ask) == [["1"], ["2"], ["3"], ["4"]] * 2


def test_our_resource_answers_everybody_with_his_own_search(world, monkeypatch, quick_switching):
    pausing(monkeypatch, answers, "statement")
    key = world.users["officer"]

    def ask(number):
        return sign_in(world.app, key).get(f"/api/v1/person/?q={ASKED[number]}").json["ids"]

    assert at_once(ask) == [[1], [2], [3], [4]] * 2


def test_our_list_shows_each_of_eight_readers_his_own_rows(world, monkeypatch, quick_switching):
    pausing(monkeypatch, view, "list_page")
    readers = ["hr_a", "hr_b", "officer", "me"] * 2

    def ask(number):
        text = sign_in(world.app, world.users[readers[number]]).get("/person/list/").text
        return sorted(set(re.findall(r"/person/show/(\d+)", text)))

    assert at_once(ask) == [["1", "2"], ["3"], ["1", "2", "3", "4"], ["1"]] * 2
