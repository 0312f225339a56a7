"""The page about one row: what is true, what waits beside it, and the rows about it in tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, bindparam, select

from app.access import prepared
from app.access.audit import note_reading
from app.access.levels import shown_fields, sight, text_for
from app.access.standing import Standing
from app.changes.diff import link_texts, loaded
from app.changes.handing import Offer, offers
from app.changes.models import STATES, WAITING, Change
from app.changes.places import holds_over
from app.extensions import db
from app.records.area import registry
from app.records.field import Field
from app.records.kinds import LongText
from app.records.links import Files, Link
from app.records.record import Record
from app.records.words import speaker
from app.screens.evidence import file_links
from app.screens.forms import HANDED
from app.screens.pages import Entry, HandedOn, Pending, Section, ShowPage, Tab, Tag

FACTS_MOST = 5
HISTORY, UNITS_BELOW = _("History"), _("Units below")


def show_page(record: type[Record], row: Mapping[str, Any], standing: Standing) -> ShowPage:
    """The page of a row that the reader may see. Reading field groups marked `logged` leaves a trace."""
    fields = shown_fields(record, standing, row)
    waiting = waiting_changes(record, row["id"])
    pending_values = [loaded(record, change.values) for change in waiting]
    texts, say = link_texts(fields, [row, *pending_values]), speaker()
    entries = {
        field.name: _entry(
            field,
            say(field.label),
            row,
            texts,
            standing,
            _pending(field, row, waiting, pending_values, texts, standing),
        )
        for field in fields
    }
    if note_reading(record, fields, [row], standing):
        db.session.commit()
    may_write = record.by_form and holds_over(standing, "write", record, row)
    address = f"/{record.name}"
    return ShowPage(
        record=record.name,
        title=_title(record, row, texts),
        subtitle=" · ".join(filter(None, (entries[name].text for name in record.named_by[1:] if name in entries))),
        icon=record.icon,
        tags=_tags(waiting),
        facts=[entries[field.name] for field in fields if field.once or not field.given][:FACTS_MOST],
        sections=_sections(fields, entries, say),
        tabs=_tabs(record, row["id"], standing, say),
        list_url=f"{address}/list/",
        list_title=say(record.plural),
        papers=[(paper.label, f"{paper.address}{row['id']}") for paper in registry().papers(record)],
        edit_url=f"{address}/edit/{row['id']}" if may_write else "",
        cancel_url=f"{address}/delete/{row['id']}" if may_write else "",
        waits=record.approval,
        handing=[_handed_on(offer) for offer in offers(record, row, standing)],
    )


def _handed_on(offer: Offer) -> HandedOn:
    """The form that hands the row on, filled in; once that is done, where it is and how far."""
    target, before = offer.handing.record, offer.before
    if before is None:
        return HandedOn(offer.handing.label, f"/{target.name}/add?{urlencode({HANDED: offer.source})}")
    official = before.state == "applied"
    url = f"/{target.name}/show/{before.row_id}" if official else f"/approval/show/{before.change_id}"
    return HandedOn(target.label, url, Tag(STATES[before.state], "ok" if official else "wait"))


def address_of_new(other: type[Record], link: str, record: type[Record], row: Mapping[str, Any]) -> str:
    """The form for a new row that points at this one; person, unit and whatever else both name is filled in."""
    given = {link: row["id"]}
    for name, field in other.fields.items():
        own = record.fields.get(name)
        if own and isinstance(field.kind, Link) and isinstance(own.kind, Link) and field.kind.target is own.kind.target:
            given.setdefault(name, row[name])
    return f"/{other.name}/add?{urlencode({name: key for name, key in given.items() if key is not None})}"


def waiting_changes(record: type[Record], key: int) -> Sequence[Change]:
    """The changes of a row that wait for a decision, oldest first."""
    keys = prepared.execute("waiting on a row", _waiting_on_row, record=record.name, key=key).scalars().all()
    # Mostly there are none, and nothing has to be made of them.
    return db.session.scalars(select(Change).where(Change.id.in_(keys)).order_by(Change.id)).all() if keys else ()


def _waiting_on_row() -> Select[int]:
    its = (Change.record == bindparam("record"), Change.target_id == bindparam("key"))
    return select(Change.id).where(*its, Change.state.in_(WAITING))


def waiting_additions(record: type[Record], subject_id: int) -> Sequence[Change]:
    """The new rows about a person that wait for a decision, oldest first."""
    new = (Change.record == record.name, Change.verb == "create", Change.subject_id == subject_id)
    return db.session.scalars(select(Change).where(*new, Change.state.in_(WAITING)).order_by(Change.id)).all()


def _title(record: type[Record], row: Mapping[str, Any], texts: Mapping[str, Mapping[int, str]]) -> str:
    first = record.named_by[0]
    if first in texts:
        return texts[first].get(row[first], "")
    return record.fields[first].show(row[first])


def _entry(
    field: Field,
    label: str,
    row: Mapping[str, Any],
    texts: Mapping[str, Mapping[int, str]],
    standing: Standing,
    pending: Pending | None,
) -> Entry:
    value = row[field.name]
    masked = sight(field, standing, row) == "masked"
    text, url = text_for(field, value, standing, row), ""
    if isinstance(field.kind, Link):
        text = texts[field.name].get(value, "")
        url = f"/{field.kind.target.name}/show/{value}" if _opens(field.kind.target, value, row, standing) else ""
    files = file_links(value) if isinstance(field.kind, Files) and value else ()
    return Entry(field.name, label, text, url, masked and bool(text), isinstance(field.kind, LongText), pending, files)


def _opens(target: type[Record], key: int | None, row: Mapping[str, Any], standing: Standing) -> bool:
    """Whether the linked row's page opens for this reader, as far as can be told without a statement for each link.

    A unit's name may be read by anybody, its page only within reach: the row's own unit, or everything.
    """
    if key is None or not standing.may("read", target.name):
        return False
    reach = standing.reach("read", target.name)
    return target.scope != "pick" or reach.everywhere or (bool(reach.using) and key == row.get("scope_id"))


def _pending(
    field: Field,
    row: Mapping[str, Any],
    waiting: Iterable[Change],
    values: Iterable[Mapping[str, Any]],
    texts: Mapping[str, Mapping[int, str]],
    standing: Standing,
) -> Pending | None:
    """The newest waiting value of a field."""
    found = None
    for change, wanted in zip(waiting, values, strict=True):
        if field.name in wanted:
            value = wanted[field.name]
            title = texts.get(field.name, {}).get(value, "")
            text = title if field.name in texts else text_for(field, value, standing, row)
            found = Pending(text, Tag(STATES[change.state], "wait"), f"/approval/show/{change.id}")
    return found


def _tags(waiting: Sequence[Change]) -> list[Tag]:
    if any(change.verb == "cancel" for change in waiting):
        return [Tag(_("cancellation waits for approval"), "wait")]
    if waiting:
        return [Tag(_("%(count)d changes wait for approval", count=len(waiting)), "wait")]
    return [Tag(_("official"), "ok")]


def _sections(fields: Iterable[Field], entries: Mapping[str, Entry], say: Callable[[Any], str]) -> list[Section]:
    grouped: dict[str, list[Entry]] = {}
    for field in fields:
        grouped.setdefault(say(field.section), []).append(entries[field.name])
    return [Section(label, members) for label, members in grouped.items()]


def _tabs(record: type[Record], key: int, standing: Standing, say: Callable[[Any], str]) -> list[Tab]:
    """The tabs of the row's page, each with its content's address."""
    tabs = standing.derived(("tabs", record), lambda: _tabs_of(record, standing))
    return [Tab(name, say(label), before + str(key) + after) for name, label, before, after in tabs]


def _tabs_of(record: type[Record], standing: Standing) -> list[tuple[str, Any, str, str]]:
    """The records that point at this one and that the reader may read, then the history; an address before and after the key."""
    tabs: list[tuple[str, Any, str, str]] = []
    for other, field in registry().links_to(record):
        if not standing.may("read", other.name) or not _has_tab(record, other, field):
            continue
        is_own = record.scope_tree and other is record
        name = other.name if is_own else f"{other.name}-{field.name}"
        label = field.tab or (UNITS_BELOW if is_own else other.plural)
        tabs.append((name, label, f"/{record.name}/tab/", f"/{other.name}/{field.name}"))
    for panel in registry().panels(record):
        if all(standing.may("read", needed.name) for needed in panel.needs):
            tabs.append((panel.name, panel.label, panel.address, ""))
    return [*tabs, ("history", HISTORY, f"/{record.name}/history/", "")]


def _has_tab(record: type[Record], other: type[Record], field: Field) -> bool:
    """On a unit's page stands what belongs to the unit, and what its link says is to stand there."""
    if field.tab:
        return True
    if not record.scope_tree:
        return field.current is None
    return field.name == "parent_id" if other is record else other.scope_from == field.name
