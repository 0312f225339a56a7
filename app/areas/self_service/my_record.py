"""The page of one's own record: what is held and since when, what is missing, what was proposed, and the yearly confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _

from app.access.by_key import titles
from app.access.levels import text_for
from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.self_service.campaigns import Campaign
from app.areas.self_service.expected import EMPTY, Missing, add_url, edit_url
from app.areas.self_service.groups import Group, group_choices, groups
from app.areas.self_service.proposals import Proposal, field_sources
from app.areas.self_service.state import State, answered
from app.changes.content import PERSON, Held
from app.records.area import registry
from app.records.clock import ZONE
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record
from app.records.vietnamese import day

CHANGED_MOST = 10


@dataclass(frozen=True)
class Line:
    """One value or row: what it says, and where it comes from."""

    label: Any
    text: str
    told: str
    url: str = ""


@dataclass(frozen=True)
class Wanted:
    """Something missing: the form for it, or the proposal of it that waits already."""

    label: Any
    url: str
    waits: bool


@dataclass(frozen=True)
class Part:
    """One group of the record: what is held, what is missing, what may be there or not, and the form to change it."""

    code: str
    label: Any
    lines: Sequence[Line]
    wanted: Sequence[Wanted]
    empty: Sequence[Any]
    url: str
    is_row: bool
    asked: bool
    told: str = ""


@dataclass(frozen=True)
class OpenCampaign:
    """A campaign that concerns the reader: until when, what it asks, whether he has confirmed within it."""

    name: str
    document: str
    until: str
    words: str
    parts: Sequence[tuple[str, Any]]
    missing: int
    confirmed: bool


@dataclass(frozen=True)
class MyRecordPage:
    """Everything of the page. `confirmed_on` is the last confirmation of this year; `changed` what became official since."""

    name: str
    subtitle: str
    record_url: str
    year: int
    digest: str
    confirmed_on: str
    is_confirmed: bool
    changed: Sequence[Line]
    campaigns: Sequence[OpenCampaign]
    parts: Sequence[Part]
    further: Sequence[Part]
    proposals: Sequence[Proposal]
    wanted: Sequence[Wanted]

    @property
    def came_back(self) -> bool:
        """Whether something was returned to be mended: that stands before everything that is still to be done."""
        return any(one.mend_url for one in self.proposals)


def my_record_page(state: State, standing: Standing) -> MyRecordPage:
    """The page of a person's own record."""
    names = _names(state)
    asked_codes = {code for one in state.campaigns for code in _codes(one)}
    wanted = [(one, Wanted(one.label, one.url, state.waits(one))) for one in state.missing]
    lines = {group.code: _lines(group, state, names, standing) for group in groups()}
    parts = [_part(group, lines[group.code], state, wanted, asked_codes) for group in groups()]
    person = state.person
    unit = names[OrgUnit].get(person["unit_id"], "")
    return MyRecordPage(
        name=person["full_name"],
        subtitle=" · ".join(filter(None, (person["staff_number"], unit))),
        record_url=f"/{Employee.name}/show/{person['id']}",
        year=state.year,
        digest=state.digest,
        confirmed_on=day(state.last.confirmed_on) if state.last else "",
        is_confirmed=state.is_confirmed,
        changed=_changed(state, lines),
        campaigns=[_campaign(one, state) for one in state.campaigns],
        parts=[part for part in parts if part.lines or part.wanted or part.asked],
        further=[part for part in parts if part.url and not (part.lines or part.wanted or part.asked)],
        proposals=state.proposals,
        wanted=[one for _missing, one in wanted],
    )


def _codes(campaign: Campaign) -> tuple[str, ...]:
    """The groups that a campaign asks to look through; all of them where it names none."""
    named = campaign.field_groups
    return tuple(named.split("|")) if named else tuple(code for code, _label in group_choices())


def _campaign(one: Campaign, state: State) -> OpenCampaign:
    labels, codes = dict(group_choices()), _codes(one)
    return OpenCampaign(
        one.name_vi,
        str(_("document %(number)s of %(day)s", number=one.document_number, day=day(one.document_date))),
        day(one.ends_on),
        one.words or "",
        [(code, labels[code]) for code in codes if code in labels] if one.field_groups else (),
        sum(missing.group in codes for missing in state.asked()),
        answered(one, state.last) and state.is_as_confirmed,
    )


def _part(
    group: Group, lines: Sequence[Line], state: State, wanted: Iterable[tuple[Missing, Wanted]], asked: set[str]
) -> Part:
    own, is_row = [one for missing, one in wanted if missing.group == group.code], not group.fields
    person_id, url = state.person["id"], ""
    typed = [one.name for one in group.fields if one.given and not one.once]
    if is_row and PERSON in group.record.writers:
        url = add_url(group.record, person_id)
    elif typed:
        url = edit_url(person_id, typed)
    labels = {str(one.label) for one in own}
    empty = [
        one.label
        for one in group.fields
        if one.name in typed and state.person[one.name] in EMPTY and str(one.label) not in labels
    ]
    named = group.code in asked and any(one.field_groups for one in state.campaigns)
    told = {line.told for line in lines} if not is_row else set()
    common = told.pop() if len(told) == 1 else ""
    shown = [replace(line, told="") for line in lines] if common else lines
    return Part(group.code, group.label, shown, own, empty, url, is_row, named, common)


def _names(state: State) -> dict[type[Record], dict[int, str]]:
    """What the rows are called that the record points at, with one statement for each record pointed at."""
    wanted: dict[type[Record], set[int]] = {}
    rows: list[tuple[type[Record], Mapping[str, Any]]] = [(Employee, state.person)]
    for record, row in [*rows, *((one.record, one.named) for one in state.held)]:
        for name in row.keys() & record.fields.keys():
            kind = record.fields[name].kind
            if isinstance(kind, Link) and row[name] is not None:
                wanted.setdefault(kind.target, set()).add(row[name])
    return {target: titles(target, keys) for target, keys in wanted.items()}


def _lines(
    group: Group, state: State, names: Mapping[type[Record], Mapping[int, str]], standing: Standing
) -> list[Line]:
    if not group.fields:
        return [_row_line(one, names, standing, state.person["id"]) for one in state.held if one.record is group.record]
    sources, person = field_sources(state.person["id"]), state.person
    return [
        Line(
            one.label, _text(one, person[one.name], names, standing, person), sources.get(one.name, "") or _fed_by(one)
        )
        for one in group.fields
        if person[one.name] not in EMPTY
    ]


def _text(
    declared: Field,
    value: Any,
    names: Mapping[type[Record], Mapping[int, str]],
    standing: Standing,
    row: Mapping[str, Any],
) -> str:
    kind = declared.kind
    return names[kind.target].get(value, "") if isinstance(kind, Link) else text_for(declared, value, standing, row)


def _fed_by(declared: Field) -> str:
    """Of which events a value follows that nobody types."""
    events = registry().fed_columns(Employee).get(declared.name, ())
    return str(_("follows “%(plural)s”", plural=events[0][0].plural)) if events else ""


def _row_line(one: Held, names: Mapping[type[Record], Mapping[int, str]], standing: Standing, person_id: int) -> Line:
    record = one.record
    own = {record.subject_from or "": person_id}
    named = {name: value for name, value in one.named.items() if value is not None}
    texts = [_text(record.fields[name], value, names, standing, own) for name, value in named.items()]
    told = [str(_("on record since %(day)s", day=day(one.since)))]
    if one.paper:
        told.append(str(_("by decision %(number)s", number=one.paper)))
    elif one.decided_by:
        told.append(str(_("approved by %(name)s", name=one.decided_by)))
    title = " · ".join(filter(None, texts)) or str(record.label)
    return Line(record.plural, title, " · ".join(told), f"/{record.name}/show/{one.id}")


def _changed(state: State, lines: Mapping[str, Sequence[Line]]) -> list[Line]:
    """What became official since the last confirmation of the year."""
    if state.last is None or state.is_as_confirmed:
        return []
    newer = [one for one in state.held if one.recorded_at > state.last.recorded_at]
    urls = {line.url: line for found in lines.values() for line in found if line.url}
    found = [
        urls.get(f"/{one.record.name}/show/{one.id}")
        or Line(one.record.label, state.person["full_name"], _since(one), f"/{Employee.name}/history/{one.id}")
        for one in newer
    ]
    return found[:CHANGED_MOST]


def _since(one: Held) -> str:
    return str(_("changed on %(day)s", day=day(one.recorded_at.astimezone(ZONE).date())))
