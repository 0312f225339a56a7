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


def enter(packet: NationalPacket, flaws: Iterable[tuple[int, Flaw]]) -> NationalPacket:
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


def _chunks(flaws: Iterable[tuple[int, Flaw]]) -> Iterator[list[tuple[int, Flaw]]]:
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


def held_back(packet_id: int, offset: int, most: int) -> tuple[list[tuple[int, list[Flaw]]], int]:
    """People whom a packet held back, with their reasons, and how many there are: those from `offset` on."""
    refuse_unless_allowed()
    with past_the_wall(REASON):
        of_packet = HeldBack.packet_id == packet_id
        total = db.session.scalar(select(func.count(func.distinct(HeldBack.subject_id))).where(of_packet)) or 0
        people = select(HeldBack.subject_id).where(of_packet).group_by(HeldBack.subject_id)
        keys = list(db.session.scalars(people.order_by(HeldBack.subject_id).offset(offset).limit(most)))
        found: dict[int, list[Flaw]] = {key: [] for key in keys}
        columns: Any = (HeldBack.subject_id, HeldBack.line, HeldBack.record, HeldBack.row_id, HeldBack.reason)
        rows = db.session.execute(
            select(*columns).where(of_packet, HeldBack.subject_id.in_(keys)).order_by(HeldBack.id)
        )
        for person, *flaw in rows:
            found[person].append(Flaw(*flaw))
    return list(found.items()), total
