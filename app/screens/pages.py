"""What the templates are given: plain values, already printed for this reader. A template decides nothing about rights."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Tag:
    """A state in words and in one of four colours: `ok`, `wait`, `late`, `plain`."""

    text: Any
    tone: str = "plain"


@dataclass(frozen=True)
class MenuEntry:
    """A line of the left menu."""

    label: Any
    url: str
    icon: str = "dot"
    count: int = 0
    here: bool = False


@dataclass(frozen=True)
class MenuGroup:
    """Lines of the menu under one heading; the addresses in `key` say which heading that is."""

    label: Any
    entries: Sequence[MenuEntry]

    @cached_property
    def key(self) -> Hashable:
        return ("menu", *((entry.url, entry.count, entry.here) for entry in self.entries))


@dataclass(frozen=True)
class Column:
    """A column of a list. `sort_url` is empty where it cannot be sorted; `sorted` is "", "asc" or "desc"."""

    name: str
    label: Any
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One value of a row under the label of its column; an empty `text` prints as “chưa có”."""

    text: str
    numeric: bool = False
    sub: str = ""
    label: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a list: its page, its cells in the order of the columns, its state."""

    id: int
    url: str
    cells: Sequence[Cell]
    tag: Tag | None = None


@dataclass(frozen=True)
class Filter:
    """A filter that is on (`text` says its value, `off_url` takes it away) or may be set (`control`, `options`).

    `lacking` is the value that asks for the rows without one; empty where every row has a value.
    """

    name: str
    label: Any
    control: str
    value: str = ""
    text: str = ""
    off_url: str = ""
    options: Sequence[tuple[str, str]] = ()
    pick_url: str = ""
    lacking: str = ""


@dataclass(frozen=True)
class Paging:
    """Where the reader is. `count_text` is exact or “10.000+”; empty addresses mean there is no such page."""

    first: int
    last: int
    count_text: str
    size: int
    sizes: Sequence[tuple[int, str]]
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class ListPage:
    """A list: who, with what is set and what may be set."""

    record: str
    title: Any
    icon: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    filters: Sequence[Filter]
    paging: Paging
    query: str
    address: str
    hidden: Sequence[tuple[str, str]] = ()
    choosable: Sequence[tuple[str, Any, bool]] = ()
    add_url: str = ""
    import_url: str = ""
    export_urls: Sequence[tuple[str, Any]] = ()
    charts_url: str = ""
    searchable: bool = True
    filtered: bool = False
    waiting: Sequence[InboxRow] = ()
    misread: Sequence[str] = ()

    @property
    def ticks_key(self) -> Hashable:
        return ("ticks", self.record, *((name, shown) for name, _label, shown in self.choosable))


@dataclass(frozen=True)
class Bar:
    """A bar, and its line in the table: `url` opens the rows that it counts. `tone` is `value`, `unknown` or `others`."""

    text: str
    count: int
    count_text: str
    share: str
    url: str = ""
    tone: str = "value"


@dataclass(frozen=True)
class Chart:
    """A question about a list and its answer. `kind` is `bars`, or `years` for what runs in the order of time.

    `long` asks for the table alone: more values than a drawing can hold.
    """

    name: str
    question: Any
    label: Any
    kind: str
    bars: Sequence[Bar]
    total: str
    unknown: str = ""
    long: bool = False


@dataclass(frozen=True)
class ChartsPage:
    """The charts of a list as it is filtered, with the way back to it."""

    record: str
    title: Any
    icon: str
    charts: Sequence[Chart]
    filters: Sequence[Filter]
    count_text: str
    list_url: str
    query: str = ""
    no_query_url: str = ""
    all_url: str = ""
    misread: Sequence[str] = ()


@dataclass(frozen=True)
class Pending:
    """A waiting value beside the official one."""

    text: str
    tag: Tag
    url: str


@dataclass(frozen=True)
class Entry:
    """A field on a page: its official value and what waits to replace it."""

    name: str
    label: Any
    text: str
    url: str = ""
    masked: bool = False
    multiline: bool = False
    pending: Pending | None = None
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    label: Any
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Tab:
    """A tab of a page; its content is fetched from `url` when it is first opened."""

    name: str
    label: Any
    url: str
    count: int = 0


@dataclass(frozen=True)
class ShowPage:
    """A page about one row: what is true, what waits, and the rows about it in tabs."""

    record: str
    title: str
    subtitle: str
    icon: str
    tags: Sequence[Tag]
    facts: Sequence[Entry]
    sections: Sequence[Section]
    tabs: Sequence[Tab]
    list_url: str
    list_title: Any
    edit_url: str = ""
    cancel_url: str = ""
    waits: bool = True

    @property
    def tabs_key(self) -> Hashable:
        return tuple((tab.name, tab.count) for tab in self.tabs)


@dataclass(frozen=True)
class Control:
    """One input of a form. `control` is text, textarea, checkbox, day, partial-day, select, link, catalogue, files or attributes.

    `value` is what was typed (given back after an error) or the printed official value; for link and catalogue `chosen`
    is (value, text). `options` are all values of a short list; a long one is asked from `pick_url`.
    """

    name: str
    label: Any
    control: str
    value: str = ""
    required: bool = False
    help: Any = ""
    example: Any = ""
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()
    options: Sequence[tuple[str, str]] = ()
    chosen: tuple[str, str] | None = None
    pick_url: str = ""
    numeric: bool = False
    length: int = 250
    official: str = ""
    files: Sequence[tuple[str, str, str]] = ()

    @property
    def key(self) -> Hashable:
        """What its look follows from, beside the record, where that is little: a choice out of a list, or nothing yet."""
        few = self.options or not (self.value or self.official or self.chosen)
        if not few or self.errors or self.warnings or self.control == "files":
            return None
        return (self.name, self.value, self.official, self.options, self.pick_url)


@dataclass(frozen=True)
class FormSection:
    """Inputs under one heading."""

    label: Any
    controls: Sequence[Control]


@dataclass(frozen=True)
class FormPage:
    """A form for a new row or a change of one. `hidden` are fields that travel along (version seen, who, csrf)."""

    record: str
    title: Any
    subtitle: str
    sections: Sequence[FormSection]
    hidden: Sequence[tuple[str, str]]
    action: str
    back_url: str
    submit_label: Any
    note: str = ""
    errors: Sequence[tuple[str, str]] = ()
    message: Any = ""
    given_back: bool = False
    waits: bool = True
    pending: Sequence[InboxRow] = ()


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
    filters: Sequence[tuple[str, Any, int, bool]]
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
    steps: Sequence[tuple[Any, str]] = field(default_factory=tuple)
    part_of: tuple[str, Any] | None = None


@dataclass(frozen=True)
class HistoryPage:
    """The changes of one row, newest first; shown in the history tab."""

    rows: Sequence[InboxRow]


@dataclass(frozen=True)
class HomePage:
    """What the reader has to do today."""

    greeting: Any
    roles: str
    tasks: Sequence[tuple[Any, int, str, str]]
    shortcuts: Sequence[MenuEntry]
    empty: Any = ""


@dataclass(frozen=True)
class JobPage:
    """A long job: how far it is, and its file when it is done."""

    title: Any
    tag: Tag
    done: int
    total: int
    percent: int
    message: Any
    refresh_url: str
    file_url: str = ""
    file_name: str = ""
    back_url: str = ""
    cancel_url: str = ""
    over: bool = False
    about_url: str = ""


@dataclass(frozen=True)
class MessagePage:
    """A page that only says something: no right, not found, an error; and what to do next."""

    status: int
    title: Any
    text: Any
    next_url: str
    next_label: Any
