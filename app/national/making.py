"""Making a packet: everything, or what changed since a packet of the register."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.standing import current_standing
from app.extensions import db
from app.jobs.results import work_folder
from app.jobs.run import Refused
from app.national import cursor, register
from app.national.cursor import Cursor
from app.national.mapping import Standard, standard_on
from app.national.mapping_checks import faults
from app.national.models import FULL, SINCE, NationalPacket
from app.national.releasing import Releasing, refuse_unless_allowed
from app.national.writing import PacketWriter
from app.records.area import registry
from app.records.record import Record
from app.records.settings import settings

Progress = Callable[[int], None]
BATCH = 500  # units at a time


def sound_standard() -> Standard:
    """The version of the standard in force. Raises `Refused` where there is none, or its mapping is wrong."""
    standard = standard_on()
    if standard is None:
        raise Refused(_("No version of the national standard is in force today; see the code list of its versions."))
    found = list(faults(standard))
    if found:
        raise Refused(
            _(
                "The mapping to the national standard has %(count)d faults, so no packet can be made. Mend the code list of "
                "its fields; the first fault: %(first)s",
                count=len(found),
                first=found[0],
            )
        )
    return standard


def packet_before(key: int, standard: Standard) -> NationalPacket:
    """The packet that another is to continue. Raises `Refused` where it does not fit."""
    packet = register.packet_of(key)
    if packet is None:
        raise Refused(_("There is no packet %(key)d in the register; name one of it, or make a full packet.", key=key))
    if packet.mapping != standard.digest:
        raise Refused(
            _("The mapping to the national standard has changed since that packet was made; make a full packet.")
        )
    return packet


def how_many_people() -> int:
    """How many people there are, for whoever waits."""
    subject: Any = registry().subject
    return db.session.scalar(select(func.count()).select_from(subject)) or 0


def make(
    to: Path, since: int | None = None, progress: Progress = lambda _count: None, job_id: int | None = None
) -> NationalPacket:
    """Write a packet into a file and enter it in the register, which the caller commits.

    `since` is the number of the packet that it continues. `progress` is told how many people have gone by, and may commit.
    Raises `NotAllowed`, `Refused`.
    """
    refuse_unless_allowed()
    standard = sound_standard()
    before = packet_before(since, standard) if since is not None else None
    then = Cursor(before.until_at, before.until_change) if before else None
    until = cursor.take_cursor()
    code = f"{until.at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    with TemporaryDirectory(dir=work_folder()) as folder:
        with PacketWriter(Path(folder), code, standard) as writer:
            releasing = Releasing(standard)
            _fill(writer, releasing, then, progress)
        refuse_unless_allowed()
        unfinished = to.with_name(f".{to.name}.part")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(0o600)
        try:
            written = writer.pack(unfinished, _about(standard, releasing, before, until))
            packet = NationalPacket(
                code=code,
                made_at=until.at,
                made_by=current_standing().user_id,
                kind=SINCE if before else FULL,
                standard=standard.code,
                mapping=standard.digest,
                since_id=since,
                until_at=until.at,
                until_change=until.change_id,
                counts={**written.counts, "withheld": releasing.withheld},
                size=written.size,
                sha256=written.sha256,
                job_id=job_id,
            )
            register.enter(packet, writer.flaws())
            os.replace(unfinished, to)
        finally:
            unfinished.unlink(missing_ok=True)
    return packet


def _fill(writer: PacketWriter, releasing: Releasing, then: Cursor | None, progress: Progress) -> None:
    """Units, then people; what is no longer valid last, when nobody is left out that was changed meanwhile."""
    tree: Any = registry().tree
    keys = list(db.session.scalars(select(tree.id).order_by(tree.path)))
    for start in range(0, len(keys), BATCH):
        writer.add_units(releasing.units(keys[start : start + BATCH]))
    batches = cursor.everybody() if then is None else cursor.changed_since(then, releasing.standard)
    for people in batches:
        released = releasing.people(people)
        writer.add_people(released, _known_as(releasing.subject, [one.id for one in released if one.flaws]))
        progress(len(people))
    if then is not None:
        writer.add_removals(cursor.removed_since(then, releasing.standard))


def _known_as(subject: type[Record], keys: Sequence[int]) -> dict[int, str]:
    """The numbers by which the source knows people, for those whom the standard's code does not tell."""
    model: Any = subject
    if not keys:
        return {}
    names = [declared.name for declared in subject.key_fields()]
    rows = db.session.execute(select(model.id, *(getattr(model, name) for name in names)).where(model.id.in_(keys)))
    return {row.id: " ".join(str(row._mapping[name]) for name in names) for row in rows}


def _about(standard: Standard, releasing: Releasing, before: NationalPacket | None, until: Cursor) -> dict[str, Any]:
    """What the manifest says of the packet as a whole."""
    return {
        "standard": standard.code,
        "standard_name": standard.name,
        "province": settings().value("province_name"),
        "product": current_app.config["VERSION"],
        "made_at": until.at.isoformat(timespec="seconds"),
        "kind": SINCE if before else FULL,
        "since": {"number": before.id, "packet": before.code, "sha256": before.sha256} if before else None,
        "until": {"at": until.at.isoformat(), "change": until.change_id},
        "withheld_people": releasing.withheld,
        "kept_back_by_rule": [
            {"rule": rule.code, "label": rule.label, "record": rule.record} for rule in standard.rules
        ],
    }
