"""One account for each role, so that whoever tries the demo can look at it with many pairs of eyes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from sqlalchemy import Row, select

from app.access.accounts import open_account
from app.access.models import Grant
from app.access.passwords import random_password
from app.access.roles import ROLES
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.demo.access import Holder, plant_requests
from app.demo.units import AS_OF
from app.extensions import db
from app.records.clock import today
from app.records.settings import Setting

FILE = "demo-accounts.txt"
DOCUMENT = "Tài khoản trình diễn"
FACTOR_ROLES = "second_factor_roles"
FACTOR_SOURCE = "Dữ liệu trình diễn: không yêu cầu xác thực hai yếu tố; không dùng cho hệ thống thật"
EDUCATION, HOME_AFFAIRS, INSPECTORATE = "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Thanh tra tỉnh"
PROVINCE = "UBNDT"


@dataclass(frozen=True)
class Wanted:
    """An account: its role, where its holder works, whether he leads there, in which turn, what it reaches, and a role of
    the whole province that it has beside.
    """

    username: str
    role: str
    works_at: str
    leads: bool
    turn: int
    over: str | None = None
    beside: str = ""


WANTED = (
    Wanted("canbo", "unit_hr", EDUCATION, False, 2, EDUCATION),
    Wanted("duyet", "unit_approver", EDUCATION, True, 1, EDUCATION),
    Wanted("lanhdao", "leader", EDUCATION, True, 0, EDUCATION),
    Wanted("sonoivu", "province_officer", HOME_AFFAIRS, False, 0),
    # Nobody approves his own entry: units and positions need a second officer of the province.
    Wanted("duyettinh", "province_officer", HOME_AFFAIRS, True, 0),
    # Planning is open to nobody by default; who plans sees the people by his other role, and a second one decides.
    Wanted("quyhoach", "planning_officer", HOME_AFFAIRS, False, 3, PROVINCE, "province_officer"),
    Wanted("duyetqh", "planning_officer", HOME_AFFAIRS, False, 1, PROVINCE, "province_officer"),
    Wanted("quantri", "administrator", HOME_AFFAIRS, False, 2),
    Wanted("thanhtra", "inspector", INSPECTORATE, False, 0, PROVINCE),
    Wanted("nhanvien", "employee", EDUCATION, False, 4),
)


@dataclass(frozen=True)
class Account:
    """What is handed out: the name to sign in with, the password, and whose eyes these are."""

    username: str
    password: str
    role: str
    full_name: str
    unit: str


def open_accounts(tree: str) -> list[Account]:
    """Open the accounts that are not there yet, each for a person of the demo; the caller commits."""
    taken = set(db.session.scalars(select(User.username)))
    opened = [_open(wanted, tree) for wanted in WANTED if wanted.username not in taken]
    plant_requests([holder for _account, holder in opened], AS_OF[tree])
    return [account for account, _holder in opened]


def _open(wanted: Wanted, tree: str) -> tuple[Account, Holder]:
    holder, unit = _holder(wanted), _unit(wanted.over, tree)
    password = random_password(wanted.username)
    user = open_account(
        wanted.username,
        holder.full_name,
        password,
        wanted.role,
        DOCUMENT,
        unit_id=unit.id if unit else None,
        subject_id=holder.id,
        valid_from=AS_OF[tree],
        must_change=False,
    )
    if wanted.beside:
        db.session.add(Grant(user_id=user.id, role=wanted.beside, valid_from=AS_OF[tree], document=DOCUMENT))
    label, unit_id = str(ROLES[wanted.role].label), unit.id if unit else None
    account = Account(wanted.username, password, label, holder.full_name, unit.name_vi if unit else "")
    behind = Holder(user.id, wanted.username, wanted.role, holder.full_name, holder.id, holder.unit_id, unit_id)
    return account, behind


def ask_no_second_factor() -> None:
    """Whoever tries the demo signs in with name and password alone. The setting says so, and is the operator's to end."""
    known = db.session.scalar(select(Setting.id).where(Setting.name == FACTOR_ROLES, Setting.valid_from == today()))
    if known is None:
        db.session.add(Setting(name=FACTOR_ROLES, valid_from=today(), value="none", source=FACTOR_SOURCE))


def _holder(wanted: Wanted) -> Row[Any]:
    """Somebody who serves in the body or below it, leading or not as is wanted, in order of precedence."""
    people, units, posts = Employee.__table__, OrgUnit.__table__, Position.__table__
    path = select(units.c.path).where(units.c.name_vi == wanted.works_at).limit(1).scalar_subquery()
    rows = db.session.execute(
        select(people.c.id, people.c.full_name, people.c.unit_id)
        .join(units, units.c.id == people.c.unit_id)
        .join(posts, posts.c.id == people.c.position_id)
        .where(units.c.path.startswith(path))
        .order_by(posts.c.is_leader.is_not(wanted.leads), posts.c.sort_order, people.c.id)
        .limit(wanted.turn + 1)
    ).all()
    last: Row[Any] = rows[-1]
    return last


def _unit(name: str | None, tree: str) -> Row[Any] | None:
    """The unit over which a grant reaches: a body by its name, or the province itself."""
    units = OrgUnit.__table__
    named = units.c.kind_code == PROVINCE if name == PROVINCE else units.c.name_vi == name
    there = (units.c.valid_from <= AS_OF[tree], units.c.valid_to.is_(None) | (units.c.valid_to >= AS_OF[tree]))
    found = select(units.c.id, units.c.name_vi).where(named, *there).limit(1)
    return db.session.execute(found).first() if name else None


def accounts_file() -> Path:
    """Where the passwords are kept."""
    return Path(current_app.config["INSTANCE_PATH"]) / FILE


def keep(accounts: Iterable[Account]) -> Path:
    """Write the accounts into the instance folder, readable by its owner alone."""
    path = accounts_file()
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(as_table(accounts) + "\n")
    return path


def as_table(accounts: Iterable[Account]) -> str:
    """The accounts in columns, for a terminal."""
    heads = (gettext("User name"), gettext("Password"), gettext("Role"), gettext("Holder"), gettext("Unit"))
    rows = [heads, *((a.username, a.password, a.role, a.full_name, a.unit) for a in accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
