"""Which units have no account in use, and how the accounts stand: two questions of whoever answers for them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, exists, func, or_, select

from app.access.account_list import STATES, Wanted, counts, find_accounts, in_force
from app.access.accounts import KINDS
from app.access.models import Grant, Login
from app.access.roles import ROLES
from app.areas.organization.models import OrgUnit
from app.extensions import db
from app.records.catalogues import catalogues
from app.records.clock import ZONE, today
from app.records.field import Field
from app.records.kinds import Code, Kind, PersonName, Title
from app.records.names import search_text
from app.records.vietnamese import moment, number, percent
from app.screens.one_account import full_name
from app.screens.pages import Paging, charts

SIZE = 100
ADDRESS, CHARTS = "/unit_accounts/", "/unit_accounts/charts"
UNIT_KINDS = "organization_kinds"
CHUNK = 500
ACCOUNT_COLUMNS = (
    Field(Kind(60), _("User name"), "username"),
    Field(PersonName(150), _("Name of the holder"), "name"),
    Field(Kind(60), _("Kind of account"), "kind"),
    Field(Kind(60), _("State of the account"), "state"),
    Field(Kind(120), _("Role"), "roles"),
    Field(Title(250), _("Unit of the account"), "unit"),
    Field(Kind(30), _("Last sign-in"), "signed_in"),
)
COLUMNS = (
    Field(Title(250), _("Unit without an account"), "name"),
    Field(Code(60), _("Unit code"), "code"),
    Field(Kind(120), _("Kind of unit"), "kind"),
)


@dataclass(frozen=True)
class UnitsPage:
    """The units without an account in use, found by words and kind."""

    rows: Sequence[Any]
    query: str
    kind: str
    kinds: Sequence[tuple[str, str]]
    export_url: str
    paging: Paging


def units_page(query: str, kind: str, page: int) -> UnitsPage:
    """One page of them."""
    found = _asked(query, kind)
    count = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    rows = db.session.execute(found.offset((page - 1) * SIZE).limit(SIZE)).all()
    first = (page - 1) * SIZE + 1 if rows else 0
    kept = {name: value for name, value in (("q", query), ("kind", kind)) if value}

    def url(other: int) -> str:
        return f"{ADDRESS}?{urlencode({**kept, 'page': other})}"

    paging = Paging(
        first,
        first + len(rows) - 1 if rows else 0,
        number(count),
        SIZE,
        (),
        url(page - 1) if page > 1 else "",
        url(page + 1) if page * SIZE < count else "",
    )
    kinds = [(item.code, item.name) for item in catalogues().items(UNIT_KINDS).values()]
    lines = [(row.name_vi, row.code, _kind_name(row.kind_code)) for row in rows]
    return UnitsPage(lines, query, kind, kinds, f"/unit_accounts/list.xlsx?{urlencode(kept)}", paging)


def unit_rows(query: str, kind: str) -> list[tuple[str, str, str]]:
    """All of them, for the sheet."""
    return [(row.name_vi, row.code, _kind_name(row.kind_code)) for row in db.session.execute(_asked(query, kind))]


def account_rows(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Every account that is looked for, for the sheet."""
    named = db.session.execute(select(OrgUnit.id, OrgUnit.name_vi))
    names: dict[int, str] = {row.id: row.name_vi for row in named}
    pages = (find_accounts(wanted, page, CHUNK)[0] for page in itertools.count(1))
    for one in itertools.chain.from_iterable(itertools.takewhile(bool, pages)):
        yield (
            one.user.username,
            full_name(one.user),
            str(KINDS.get(one.login.kind, one.login.kind)),
            str(STATES[one.state]),
            ", ".join(str(ROLES[role].label) for role in one.roles if role in ROLES),
            names.get(one.login.unit_id or 0, ""),
            moment(one.login.signed_in_at, ZONE) if one.login.signed_in_at else "",
        )


def _asked(query: str, kind: str) -> Any:
    found = select(OrgUnit.id, OrgUnit.name_vi, OrgUnit.code, OrgUnit.kind_code).where(*_without())
    if kind:
        found = found.where(OrgUnit.kind_code == kind)
    for word in search_text(query).split():
        found = found.where(OrgUnit.search_text.contains(word, autoescape=True))
    return found.order_by(OrgUnit.path)


def _without() -> list[ColumnElement[bool]]:
    """Units there today for which nobody can sign in: no account of theirs is active with a right in force."""
    used = exists().where(
        Login.unit_id == OrgUnit.id,
        Login.kind == "unit",
        User.id == Login.user_id,
        User.active.is_(True),
        Grant.user_id == Login.user_id,
        in_force(today()),
    )
    there = (OrgUnit.valid_from <= today(), or_(OrgUnit.valid_to.is_(None), OrgUnit.valid_to >= today()))
    return [*there, ~used]


def _kind_name(code: str | None) -> str:
    item = catalogues().items(UNIT_KINDS).get(code or "")
    return item.name if item else code or ""


def charts_page() -> charts.ChartsPage:
    """Both questions, each bar with the way to what it counts."""
    return charts.ChartsPage(
        record="account",
        title=_("Accounts"),
        icon="people",
        charts=[_of_units(), _of_accounts()],
        filters=(),
        count_text=number(sum(counts().values())),
        list_url="/account/list/",
    )


def _of_units() -> charts.Chart:
    asked = select(OrgUnit.kind_code, func.count()).where(*_without()).group_by(OrgUnit.kind_code)
    counted = Counter({row[0]: row[1] for row in db.session.execute(asked)})
    bars = [
        (_kind_name(code), count, f"{ADDRESS}?{urlencode({'kind': code})}") for code, count in counted.most_common()
    ]
    return _chart("units", _("Which units have no account in use?"), _("Kind of unit"), bars)


def _of_accounts() -> charts.Chart:
    found = counts()
    bars = [
        (
            gettext("%(kind)s: %(state)s", kind=kind_label, state=state_label),
            found[kind, state],
            f"/account/list/?{urlencode({'kind': kind, 'state': state})}",
        )
        for kind, kind_label in KINDS.items()
        for state, state_label in STATES.items()
        if (kind, state) in found
    ]
    question = _("How many accounts of each kind are open, locked, expired?")
    return _chart("accounts", question, _("Kind of account"), bars)


def _chart(name: str, question: Any, label: Any, bars: list[tuple[str, int, str]]) -> charts.Chart:
    total = sum(count for _text, count, _url in bars)
    drawn = [
        charts.Bar(text, count, number(count), percent(Decimal(100 * count) / total, 1), url)
        for text, count, url in bars
    ]
    return charts.Chart(name, question, label, "bars", drawn, number(total))
