"""Rights with a period: given, restricted, extended, ended; never one's own, and never the last administrator's."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access.granting import Basis, Terms, end, extend, give, restrict
from app.access.models import AuditEntry, Grant
from app.access.standing import standing_of
from app.extensions import db
from app.records.problems import FieldError
from tests.people import make_user
from tests.signing_in import NOON

TODAY = date(2026, 11, 25)
PAPER = Basis("12/CV-SNV, 20/11/2026", 7)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def admin(world):
    """An administrator at work; Hà holds no right yet."""
    world.ha = make_in(world, "ha")
    with world.as_("admin"):
        yield world


def make_in(world, name, role=None, unit_id=None, **terms):
    with world.as_operator():
        return make_user(name, role, unit_id, **terms)


def held(user_id):
    rows = db.session.scalars(select(Grant).where(Grant.user_id == user_id).order_by(Grant.id))
    return [(row.role, row.unit_id, row.valid_from, row.valid_to, row.ended_by) for row in rows]


def roles(user_id):
    return [(grant.role, grant.path) for grant in standing_of(user_id).grants]


def test_a_right_begins_and_ends_on_its_day_by_itself(admin, noon):
    give(admin.ha, Terms("unit_hr", TODAY + timedelta(days=2), TODAY + timedelta(days=3), 2), PAPER)

    seen = []
    for _day in range(5):
        seen.append(roles(admin.ha))
        noon.shift(timedelta(days=1))
    assert seen == [[], [], [("unit_hr", "/1/2/")], [("unit_hr", "/1/2/")], []]


def test_nothing_begins_before_it_is_given(admin):
    give(admin.ha, Terms("leader", date(2026, 1, 1), None, 2), PAPER)
    assert held(admin.ha) == [("leader", 2, TODAY, None, None)]


def test_a_restriction_goes_on_over_less_and_leaves_the_former_right_as_it_was(admin):
    give(admin.ha, Terms("unit_hr", TODAY, None, 2), PAPER)
    restrict(admin.ha, Terms("unit_hr", TODAY + timedelta(days=6), None, 4), Basis("13/CV-SNV", 8))

    assert held(admin.ha) == [
        ("unit_hr", 2, TODAY, TODAY + timedelta(days=5), 8),
        ("unit_hr", 4, TODAY + timedelta(days=6), None, None),
    ]
    for wider in (Terms("unit_hr", TODAY, None, 1), Terms("unit_hr", TODAY, None, 3), Terms("leader", TODAY, None, 4)):
        with pytest.raises(FieldError):
            restrict(admin.ha, wider, PAPER)


def test_an_extension_goes_on_over_more(admin, noon):
    give(admin.ha, Terms("unit_hr", TODAY, TODAY + timedelta(days=9), 4), PAPER)
    noon.shift(timedelta(days=4))
    extend(admin.ha, Terms("unit_hr", TODAY, None, 2), Basis("13/CV-SNV", 8))

    changed = TODAY + timedelta(days=4)
    assert held(admin.ha) == [
        ("unit_hr", 4, TODAY, changed - timedelta(days=1), 8),
        ("unit_hr", 2, changed, None, None),
    ]
    with pytest.raises(FieldError):
        extend(admin.ha, Terms("unit_approver", changed, None, 2), PAPER)


def test_a_revocation_ends_one_right_or_all_of_them(admin):
    for role, unit in (("unit_hr", 2), ("leader", 3)):
        give(admin.ha, Terms(role, TODAY, None, unit), PAPER)

    end(admin.ha, TODAY, Basis("13/CV-SNV", 8), "unit_hr")
    assert roles(admin.ha) == [("leader", "/1/3/")]
    end(admin.ha, date(2026, 1, 1), Basis("14/CV-SNV", 9))
    assert roles(admin.ha) == []
    assert [row[3] for row in held(admin.ha)] == [TODAY - timedelta(days=1)] * 2
    with pytest.raises(FieldError):
        end(admin.ha, TODAY, PAPER)
    acts = db.session.execute(
        select(AuditEntry.act, AuditEntry.detail).where(AuditEntry.row_id == admin.ha).order_by(AuditEntry.id)
    ).all()
    assert [act for act, _detail in acts] == ["give_grant", "give_grant", "end_grant", "end_grant"]
    assert acts[-1].detail["document"] == "14/CV-SNV"


@pytest.mark.parametrize(
    "terms",
    [
        Terms("emperor", TODAY),
        Terms("unit_hr", TODAY),
        Terms("unit_hr", TODAY, TODAY - timedelta(days=1), 2),
    ],
)
def test_what_makes_no_sense_is_not_given(admin, terms):
    with pytest.raises(FieldError):
        give(admin.ha, terms, PAPER)
    assert held(admin.ha) == []


def test_nobody_changes_his_own_rights(admin):
    own = admin.users["admin"]
    terms = Terms("province_officer", TODAY)
    for act in (lambda: give(own, terms, PAPER), lambda: end(own, TODAY, PAPER)):
        with pytest.raises(FieldError, match="quyền của mình"):
            act()
    assert [row[0] for row in held(own)] == ["administrator"]


def test_the_last_administrator_stays(world):
    first, second = world.users["admin"], make_in(world, "second", "administrator")
    with world.as_operator():
        end(second, TODAY, PAPER)
        with pytest.raises(FieldError, match="quản trị cuối cùng"):
            end(first, TODAY, PAPER)
        with pytest.raises(FieldError, match="quản trị cuối cùng"):
            restrict(first, Terms("administrator", TODAY, TODAY + timedelta(days=9)), PAPER)
        assert roles(first) == [("administrator", None)]
