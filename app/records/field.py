"""A field: one line of a declaration, with everything the engine needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from app.records.kinds import Kind
from app.records.problems import FieldError
from app.records.secrets import key_ring

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

NO_SECTION = _("General")


@dataclass(frozen=True, eq=False)
class Field:
    """One declared field. The marks mean the same on every record.

    required  an official row cannot be without it     listed   a column of the list as first shown
    searched  found by typing into the list's search    counted  grouped in charts and totals
    key       with its fellows the row's natural key     unique   by itself no two rows share it
    secret    sealed in the database                     level    the field group that decides who sees it
    section   the heading it stands under                current  the column of the person that it feeds
    aliases   further headings that name it in a sheet   given    False: worked out by the engine, nobody types it
    highest_by  the coded field of the event that decides which one feeds: the highest in its code list, not the newest
    among     a chart asks of those rows only that have these values: (("state", "missing"),)
    oldest    the first event feeds, not the newest     once     typed for a new row; events alone change it afterwards
    tab         of a link: what its rows are called on the page of the row that it leads to
    inherits    its level is that of its whole record
    quiet       a list is narrowed by it through its address or a list on offer; it stands in no panel until it is asked for
    """

    kind: Kind
    label: Any
    name: str = ""
    place: str = ""
    required: bool = False
    listed: bool = False
    searched: bool = False
    counted: bool = False
    question: Any = None
    among: tuple[tuple[str, str], ...] = ()
    key: bool = False
    unique: bool = False
    secret: bool = False
    level: str = "open"
    section: Any = NO_SECTION
    current: InstrumentedAttribute[Any] | None = None
    highest_by: str = ""
    oldest: bool = False
    aliases: tuple[str, ...] = ()
    help: Any = ""
    example: Any = ""
    given: bool = True
    once: bool = False
    tab: Any = None
    inherits: bool = False
    quiet: bool = False

    def at(self, name: str, place: str) -> Field:
        """The same field, knowing its name and its place (`table.column`)."""
        return replace(self, name=name, place=place)

    @property
    def index_name(self) -> str:
        """The column that holds the blind index of a secret field."""
        return f"{self.name}_index"

    @property
    def sort_name(self) -> str:
        """The column that holds the sort key of a name."""
        return f"{self.name}_key"

    @property
    def is_plain(self) -> bool:
        """Whether the value is JSON as it stands."""
        return not self.secret and type(self.kind).dump is Kind.dump

    @property
    def is_shared(self) -> bool:
        """Whether whoever may read the record sees the value in full."""
        return self.level == "open" or self.inherits

    def parse(self, raw: object) -> Any:
        """The value meant by `raw`. Raises `FieldError` with a sentence for the clerk."""
        return self.kind.parse(raw)

    def show(self, value: Any) -> str:
        return self.kind.show(value)

    def dump(self, value: Any) -> Any:
        """The value as JSON; a secret one sealed, so that no waiting change holds it in the clear."""
        stored = self.kind.dump(value)
        return key_ring().seal(stored, self.place) if self.secret and stored is not None else stored

    def load(self, stored: Any) -> Any:
        if self.secret and stored is not None:
            stored = key_ring().open(stored, self.place)
        return self.kind.load(stored)

    def blind(self, value: Any) -> str | None:
        """The blind index of a secret value."""
        return None if value is None else key_ring().index(str(self.kind.dump(value)), self.place)


__all__ = ["Field", "FieldError"]
