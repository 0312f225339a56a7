"""The pages of the national packets, for Sở Nội vụ alone: have one made, the register, whom each held back."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.areas.administration.national_page import ADDRESS, national_page, packet_page, read_since
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.run import Refused
from app.national import making, register
from app.national.releasing import ACT, may_export
from app.records.links import key_of


class NationalView(BaseView):
    """National packets. The file is the result of a job: its requester's alone, and gone after a week."""

    route_base = "/national"
    class_permission_name = "System"
    default_view = "list"
    act = ACT
    label = _("National packets")
    icon = "send"

    @expose("/")
    @has_access
    @permission_name(ACT)
    def list(self) -> Any:
        _refuse()
        return self.render_template("administration/national.html", page=national_page())

    @expose("/make", methods=["POST"])
    @has_access
    @permission_name(ACT)
    def make(self) -> Any:
        """Have a packet made by a job."""
        _refuse()
        since, error = read_since(request.form)
        if error:
            return self.render_template("administration/national.html", page=national_page(error)), 422
        try:
            standard = making.sound_standard()
            if since is not None:
                making.packet_before(since, standard)
        except Refused as refusal:
            flash(str(refusal.message), "warning")
            return redirect(ADDRESS)
        job = ask("make_national_packet", {"since": since, "page": ADDRESS})
        db.session.commit()
        return redirect(f"/job/show/{job.id}")

    @expose("/packet/<pk>")
    @has_access
    @permission_name(ACT)
    def packet(self, pk: str) -> Any:
        """One packet, and whom it held back."""
        _refuse()
        key = key_of(pk)
        packet = register.packet_of(key) if key else None
        if packet is None:
            abort(404)
        page = key_of(request.args.get("page", "")) or 1
        return self.render_template("administration/national_packet.html", page=packet_page(packet, page))


def _refuse() -> None:
    """The permission is asked by the framework; that the role reaches the whole province, here."""
    if not may_export(current_standing()):
        abort(403)
