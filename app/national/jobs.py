"""A packet asked for on a page: made by the job worker in its requester's name, kept for him as long as results are."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.changes.refusals import Refusal
from app.jobs.functions import job
from app.jobs.run import Run
from app.national import making
from app.national.models import NationalPacket
from app.national.releasing import refuse_unless_allowed
from app.records.vietnamese import number

MIME = "application/zip"


@job("make_national_packet", _("National packet"), refusals=(Refusal,))
def make_national_packet(run: Run, since: int | None = None, page: str = "") -> None:
    """Make a packet. It is written whole: killed, it is begun anew. `page` is for whoever looks at the job."""
    del page
    refuse_unless_allowed()
    run.total(making.how_many_people() if since is None else 0)
    path = run.new_file()
    packet = making.make(path, since, run.advance, run.job_id)
    run.tell(summary(packet))
    run.result(path, file_name(packet), MIME)


def file_name(packet: NationalPacket) -> str:
    """`cbccvc-quoc-gia-20261126T010203Z-0a1b2c3d.zip`."""
    return f"cbccvc-quoc-gia-{packet.code}.zip"


def summary(packet: NationalPacket) -> str:
    """What became of everybody, in one sentence."""
    said: str = gettext(
        "Packet %(number)d: %(people)s people in it, %(held)s held back, %(withheld)s kept back by rule, %(removed)s codes "
        "no longer valid.",
        number=packet.id,
        people=number(packet.counts["people"]),
        held=number(packet.counts["held_back"]),
        withheld=number(packet.counts["withheld"]),
        removed=number(packet.counts["removed"]),
    )
    return said
