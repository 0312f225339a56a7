"""The register of packets: entered once, never altered; and whom each packet held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from app.access.audit import note
from app.access.second_wall import past_the_wall
from app.extensions import db
from app.national.columns import Flaw
from app.national.models import HeldBack, NationalPacket
from app.national.releasing import refuse_unless_allowed

SHOWN, CHUNK = 50, 500
REASON = "the register of packets is read and written for whoever holds the act, which is asked here"


def enter(packet: NationalPacket, flaws: Iterable[tuple[int | None, Flaw]]) -> NationalPacket:
    """A packet that was made, in the present transaction, and its line in the log. Raises `NotAllowed`."""
    refuse_unless_allowed()
    with past_the_wall(REASON):
        db.session.add(packet)
        db.session.flush()
        for chunk in _chunks(flaws):
            rows = [{"packet_id": packet.id, "subject_id": person, **vars(flaw)} for person, flaw in chunk]
            db.session.execute(insert(HeldBack), rows)
    detail = {
        **{"format": "national", "kind": packet.kind, "standard": packet.standard, "since": packet.since_id},
        **{"rows": packet.counts["people"], "held_back": packet.counts["held_back"], "sha256": packet.sha256},
    }
    note("export_national", row_id=packet.id, detail=detail, user_id=packet.made_by)
    return packet


def _chunks(flaws: Iterable[tuple[int | None, Flaw]]) -> Iterator[list[tuple[int | None, Flaw]]]:
    each = iter(flaws)
    while chunk := list(islice(each, CHUNK)):
        yield chunk


def packets(most: int = SHOWN) -> list[NationalPacket]:
    """The latest packets, newest first."""
    refuse_unless_allowed()
    return list(db.session.scalars(select(NationalPacket).order_by(NationalPacket.id.desc()).limit(most)))


def packet_of(key: int) -> NationalPacket | None:
    """One packet of the register."""
    refuse_unless_allowed()
    found: NationalPacket | None = db.session.get(NationalPacket, key)
    return found


def held_people(packet_id: int, offset: int, most: int) -> tuple[dict[int, list[Flaw]], int]:
    """The people whom a packet held back with their reasons, those from `offset` on, and how many there are in all."""
    refuse_unless_allowed()
    person: Any = HeldBack.subject_id
    with past_the_wall(REASON):
        of_packet = HeldBack.packet_id == packet_id
        total = db.session.scalar(select(func.count(func.distinct(person))).where(of_packet)) or 0
        people = select(person).where(of_packet, person.is_not(None)).group_by(person).order_by(person)
        keys = list(db.session.scalars(people.offset(offset).limit(most)))
        found: dict[int, list[Flaw]] = {key: [] for key in keys}
        for row in db.session.scalars(select(HeldBack).where(of_packet, person.in_(keys)).order_by(HeldBack.id)):
            found[row.subject_id].append(Flaw(row.line, row.record, row.row_id, row.reason))
    return found, total


def held_units(packet_id: int) -> list[Flaw]:
    """Why a packet held units back."""
    refuse_unless_allowed()
    with past_the_wall(REASON):
        of_packet = select(HeldBack).where(HeldBack.packet_id == packet_id, HeldBack.subject_id.is_(None))
        rows = db.session.scalars(of_packet.order_by(HeldBack.id).limit(SHOWN)).all()
    return [Flaw(row.line, row.record, row.row_id, row.reason) for row in rows]
