"""Changes as pages: the inbox, a batch, one change in full, the history of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.pages.parts import Paging, Tag


@dataclass(frozen=True)
class DiffLine:
    """A field of a change: what is official, what is asked for."""

    label: Any
    old: str
    new: str


@dataclass(frozen=True)
class InboxRow:
    """A change in the inbox. `mark` is what a ticked one sends: its key, and the digest of what was shown.

    On the page of a batch `altered` are the first of the items that it alters, `altered_more` how many others there are.
    """

    id: int
    url: str
    title: str
    sub: str
    tag: Tag
    selectable: bool = False
    here: bool = False
    mark: str = ""
    part_of: tuple[str, Any] | None = None
    altered: Sequence[DiffLine] = ()
    altered_more: int = 0
    has_warnings: bool = False
    due: Tag | None = None


@dataclass(frozen=True)
class BatchLine:
    """Many changes that came together, as one line of the inbox: the sheet, who sent it and when, how many wait."""

    id: int
    url: str
    title: Any
    sub: str
    count: int


@dataclass(frozen=True)
class InboxPage:
    """The inbox: what waits, filtered by state."""

    title: Any
    rows: Sequence[InboxRow]
    filters: Sequence[tuple[str, Any, int | str, bool]]
    paging: Paging
    may_decide: bool = False
    decide_url: str = ""
    together: Sequence[BatchLine] = ()


@dataclass(frozen=True)
class BatchPage:
    """Changes that came together: what came, how far they are decided, and what this reader may do with all of them.

    `upto` is the last change that the page knew of: a verb on all reaches no further. `shown` stands for what the reader
    may decide of it: once something of that has moved, his decision is refused.
    """

    title: Any
    tag: Tag
    entered: str
    note: str
    states: Sequence[tuple[Any, int, str, str, bool]]
    records: Sequence[tuple[Any, int]]
    rows: Sequence[InboxRow]
    paging: Paging
    decide_url: str
    upto: int
    total: int
    decided: int
    decidable: int = 0
    with_warnings: int = 0
    shown: str = ""
    may_withdraw: bool = False
    why_not: Any = ""


@dataclass(frozen=True)
class ApprovalPage:
    """One change in full: old and new, evidence, checks, and the verbs this reader may use on it."""

    id: int
    title: str
    verb: Any
    subtitle: str
    tag: Tag
    lines: Sequence[DiffLine]
    files: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    entered: str
    note: str
    reason: str
    digest: str
    decide_url: str
    verbs: Sequence[str]
    neighbours: Sequence[InboxRow] = ()
    position: str = ""
    previous_url: str = ""
    next_url: str = ""
    row_url: str = ""
    resubmit_url: str = ""
    why_not: Any = ""
    steps: Sequence[tuple[Any, str]] = ()
    part_of: tuple[str, Any] | None = None
    handed_from: tuple[str, Any] | None = None
    due: Tag | None = None


@dataclass(frozen=True)
class HistoryPage:
    """The changes of one row, newest first; shown in the history tab."""

    rows: Sequence[InboxRow]
