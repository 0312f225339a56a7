"""What the pages of the national packets are given, and what the form is read as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.by_key import titles
from app.extensions import db
from app.jobs.results import result_of
from app.national import mapping_checks, register
from app.national.columns import Flaw
from app.national.mapping import Standard, standard_on
from app.national.models import FULL, KINDS, NationalPacket
from app.national.telling import REASONS
from app.records.area import registry
from app.records.clock import ZONE
from app.records.links import key_of
from app.records.vietnamese import moment, number
from app.screens.pages import Control, Paging

ADDRESS = "/national/"
HELD_SHOWN, FAULTS_SHOWN = 50, 20
EVERYTHING = "full"
NOT_HERE, BY_COMMAND = _("no longer here, or somebody else's"), _("where the command put it")


@dataclass(frozen=True)
class PacketLine:
    """A packet of the register."""

    number: str
    made: str
    by: str
    kind: str
    counts: Sequence[tuple[Any, str]]
    size: str
    sha256: str
    file_url: str
    file_note: Any
    show_url: str


@dataclass(frozen=True)
class NotSent:
    """A field of the standard that no packet holds, and why."""

    code: str
    label: str
    reason: str


@dataclass(frozen=True)
class NationalPage:
    """The page: the mapping in force, the form, the register, the fields that are not sent."""

    standard: str
    sent: str
    faults: Sequence[str]
    control: Control | None
    packets: Sequence[PacketLine]
    not_sent: Sequence[NotSent]
    is_refused: bool


@dataclass(frozen=True)
class HeldLine:
    """Somebody held back: the name, the page, and what is wanting, with the page of the row that it is wanting in."""

    name: str
    url: str
    reasons: Sequence[tuple[str, Any, str]]


@dataclass(frozen=True)
class PacketPage:
    """One packet: what it holds, and whom it held back."""

    packet: PacketLine
    held: Sequence[HeldLine]
    units: Sequence[HeldLine]
    paging: Paging


def read_since(form: Mapping[str, str]) -> tuple[int | None, Any]:
    """The packet to continue (None for everything) and what is wrong with the answer."""
    given = form.get("since", "")
    if given == EVERYTHING:
        return None, ""
    key = key_of(given)
    if not key or register.packet_of(key) is None:
        return None, _("Choose what the packet is to hold.")
    return key, ""


def national_page(error: Any = "") -> NationalPage:
    """The page as it stands now."""
    standard = standard_on()
    faults = mapping_checks.faults_today()
    packets = register.packets()
    names = _names({packet.made_by for packet in packets})
    return NationalPage(
        standard=standard.name if standard else "",
        sent=number(len(standard.sent)) if standard else "",
        faults=faults[:FAULTS_SHOWN],
        control=None if faults or standard is None else _control(standard, packets, error),
        packets=[_line(packet, names) for packet in packets],
        not_sent=[NotSent(line.code, line.label, line.reason) for line in standard.lines if not line.is_sent]
        if standard
        else (),
        is_refused=bool(error),
    )


def packet_page(packet: NationalPacket, page: int) -> PacketPage:
    """One packet with the people whom it held back, page after page."""
    subject, tree = registry().subject, registry().tree
    assert subject is not None
    offset = (page - 1) * HELD_SHOWN
    found, total = register.held_people(packet.id, offset, HELD_SHOWN)
    labels = _labels()
    known = titles(subject, found)
    held = [_held(subject.name, key, known.get(key, ""), flaws, labels) for key, flaws in found.items()]
    of_units: dict[int, list[Flaw]] = {}
    for flaw in register.held_units(packet.id):
        of_units.setdefault(flaw.row_id, []).append(flaw)
    units = titles(tree, of_units)
    here = f"{ADDRESS}packet/{packet.id}?page="
    paging = Paging(
        first=offset + 1 if found else 0,
        last=offset + len(found),
        count_text=number(total),
        size=HELD_SHOWN,
        sizes=(),
        previous_url=f"{here}{page - 1}" if page > 1 else "",
        next_url=f"{here}{page + 1}" if offset + len(found) < total else "",
    )
    return PacketPage(
        packet=_line(packet, _names({packet.made_by})),
        held=held,
        units=[_held(tree.name, key, units.get(key, ""), flaws, labels) for key, flaws in of_units.items()],
        paging=paging,
    )


def _labels() -> dict[str, str]:
    standard = standard_on()
    return {line.code: line.label for line in standard.lines} if standard else {}


def _held(record: str, key: int, name: str, flaws: Sequence[Flaw], labels: Mapping[str, str]) -> HeldLine:
    """A link for whoever is on record and in reach; of others there is only the number."""
    return HeldLine(
        name or f"#{key}",
        f"/{record}/show/{key}" if name else "",
        [
            (
                f"{flaw.line} {labels.get(flaw.line, '')}".strip(),
                REASONS.get(flaw.reason, flaw.reason),
                f"/{flaw.record}/show/{flaw.row_id}" if flaw.record != record and name else "",
            )
            for flaw in flaws
        ],
    )


def _names(keys: set[int | None]) -> dict[int, str]:
    users = db.session.scalars(select(User).where(User.id.in_([key for key in keys if key is not None])))
    return {user.id: f"{user.last_name} {user.first_name}".strip() for user in users}


def _line(packet: NationalPacket, names: Mapping[int, str]) -> PacketLine:
    counts = (
        (_("People in it"), packet.counts["people"]),
        (_("Held back"), packet.counts["held_back"]),
        (_("Kept back by rule"), packet.counts["withheld"]),
        (_("Codes no longer valid"), packet.counts["removed"]),
        (_("Units in it"), packet.counts["units"]),
    )
    has_file = packet.job_id is not None and result_of(packet.job_id) is not None
    return PacketLine(
        number=str(packet.id),
        made=moment(packet.made_at, ZONE),
        by=names.get(packet.made_by, "") if packet.made_by else str(_("at the server's console")),
        kind=_kind(packet),
        counts=[(label, number(count)) for label, count in counts],
        size=f"{number(Decimal(packet.size) / 1_000_000, places=1)} MB",
        sha256=packet.sha256,
        file_url=f"/job/file/{packet.job_id}" if has_file else "",
        file_note=NOT_HERE if packet.job_id else BY_COMMAND,
        show_url=f"{ADDRESS}packet/{packet.id}",
    )


def _kind(packet: NationalPacket) -> str:
    if packet.kind == FULL:
        return str(KINDS[FULL])
    return str(_("What changed since packet %(number)d", number=packet.since_id))


def _control(standard: Standard, packets: Sequence[NationalPacket], error: Any) -> Control:
    """What the packet is to hold: the changes since the last packet first, as that is what is done every day."""
    fitting = [packet for packet in packets if packet.mapping == standard.digest]
    since = [
        (
            str(packet.id),
            str(
                _(
                    "What changed since packet %(number)d of %(moment)s",
                    number=packet.id,
                    moment=moment(packet.made_at, ZONE),
                )
            ),
        )
        for packet in fitting
    ]
    options = (*since, (EVERYTHING, str(KINDS[FULL])))
    value = since[0][0] if since else EVERYTHING
    return Control(
        "since",
        _("What the packet is to hold"),
        "select",
        value,
        required=True,
        options=options,
        errors=[str(error)] if error else (),
    )
