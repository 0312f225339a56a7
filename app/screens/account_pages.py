"""What the pages of one's own account, and of the accounts, are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.screens.pages import Filter, Paging, Tag


@dataclass(frozen=True)
class SessionLine:
    """One of one's sessions: what it was opened with, from where, since when, when it was last used."""

    id: int
    device: str
    address: str
    begun: str
    seen: str
    here: bool


@dataclass(frozen=True)
class InterventionLine:
    """What an administrator did to one's account: what, when, who, on which written request."""

    what: Any
    at: str
    by: str
    document: str


@dataclass(frozen=True)
class OwnAccountPage:
    """One's own account: the password, the second factor, the sessions, what others did to it."""

    username: str
    full_name: str
    has_factor: bool
    factor_required: bool
    factor_since: str
    codes_left: int
    sessions: Sequence[SessionLine]
    interventions: Sequence[InterventionLine]


@dataclass(frozen=True)
class PasswordPage:
    """Choosing a password; `forced` when nothing else can be done before. `errors` are by field."""

    forced: bool
    rules: Any
    username: str
    errors: dict[str, Any]


@dataclass(frozen=True)
class FactorPage:
    """Setting up a second factor: the picture for the telephone, the same as text, the sealed offer; errors by field."""

    forced: bool
    picture: str = field(repr=False)
    secret: str = field(repr=False)
    offer: str = field(repr=False)
    errors: dict[str, Any]


@dataclass(frozen=True)
class CodesPage:
    """Recovery codes, shown this once."""

    codes: Sequence[str] = field(repr=False)
    username: str
    product: str
    made_on: str
    next_url: str


@dataclass(frozen=True)
class Act:
    """Something an administrator may do with an account; `ask` is what he is asked first.

    A `grave` one opens the account to whoever does it: it wants his password, and the written request that allows it.
    """

    name: str
    label: Any
    icon: str
    ask: Any = ""
    grave: bool = False


@dataclass(frozen=True)
class AccountLine:
    """One account of the list, and what may be done with it."""

    id: int
    username: str
    full_name: str
    roles: str
    kind: Any
    signed_in: str
    locked_until: str
    factor: Tag
    tags: Sequence[Tag]
    acts: Sequence[Act]


@dataclass(frozen=True)
class AddressLine:
    """An address from which nobody may sign in for now."""

    address: str
    locked_until: str


@dataclass(frozen=True)
class AccountsPage:
    """The accounts, found by name; and the addresses that are locked."""

    rows: Sequence[AccountLine]
    addresses: Sequence[AddressLine]
    query: str
    filters: Sequence[Filter]
    paging: Paging


@dataclass(frozen=True)
class GrantLine:
    """A right that an account holds, held or will hold: role, unit, period, the document that gave it."""

    role: Any
    unit: str
    begins: str
    ends: str
    document: str
    tag: Tag


@dataclass(frozen=True)
class HistoryLine:
    """Something that was done to an account: what, when, who, on which document."""

    what: Any
    at: str
    by: str
    document: str


@dataclass(frozen=True)
class AccountPage:
    """One account: whose it is, its state, its rights in the order of time, and what was done to it."""

    id: int
    username: str
    full_name: str
    tag: Tag
    facts: Sequence[tuple[Any, str]]
    grants: Sequence[GrantLine]
    history: Sequence[HistoryLine]


@dataclass(frozen=True)
class TemporaryPage:
    """A temporary password, shown this once to whoever hands it over."""

    username: str
    full_name: str
    password: str = field(repr=False)
    ends_at: str
