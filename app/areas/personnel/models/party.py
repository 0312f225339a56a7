"""Membership of the Communist Party of Viet Nam and posts in it (items 15, 26 and 27)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.personnel import membership_rules as rules
from app.areas.personnel.models.employee import STAFF, Employee, EmployeeRecord
from app.areas.personnel.spans import forward, one_at_once
from app.records.clock import today
from app.records.decision_block import in_force_on
from app.records.fields import catalogue, choice, files, identifier, long_text, partial_day, text
from app.records.partial_dates import PartialDate

END = _("End of the membership")
POST_KINDS = [("main", _("Main Party post")), ("concurrent", _("Further Party post"))]


class PartyMembership(EmployeeRecord):
    """A time of membership of the Party, from the admission on. The one in force says what stands in item 15.

    Political opinion is sensitive (NĐ 356/2025/NĐ-CP Điều 4): that there is a row says it already.
    """

    label = _("Party membership")
    plural = _("Party memberships")
    icon = "star"
    named_by = ("joined_on", "status_code")
    ordered_by = ("-joined_on",)
    dated_by = "joined_on"
    readers = STAFF
    stacked: ClassVar = {"joined_on": ("official_on",), "ended_on": ("end_reason_code",)}
    rules = (
        forward("joined_on", "ended_on"),
        one_at_once("joined_on", "ended_on"),
        rules.joined_the_party_of_age,
        rules.official_after_probation,
        rules.party_membership_ends_with_a_reason,
    )

    joined_on: Mapped[PartialDate] = partial_day(
        _("Admitted to the Party on"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years did the Party members join?"),
        current=Employee.party_joined_on,
        level="sensitive",
        help=_(
            "The day of the admission as a probationary member; not before the 18th birthday (Điều lệ Đảng Điều 1)."
        ),
    )
    official_on: Mapped[PartialDate | None] = partial_day(
        _("Official Party member since"),
        listed=True,
        current=Employee.party_official_on,
        level="sensitive",
        help=_("After 12 months of probation (Điều lệ Đảng Điều 5)."),
    )
    status_code: Mapped[str | None] = catalogue(
        "party_member_statuses",
        _("Standing of the member"),
        listed=True,
        given=False,
        counted=True,
        question=_("How many members are official, on probation or exempt?"),
        current=Employee.party_status_code,
        level="sensitive",
    )
    cell: Mapped[str | None] = text(_("Party cell"), listed=True, level="sensitive", example="Chi bộ Sở Nội vụ")
    card_number: Mapped[str | None] = identifier(
        _("Number of the Party card"),
        length=20,
        pattern=r"[0-9]{2}[0-9. ]{4,14}",
        pattern_help=_("Digits, perhaps with dots, as in 28.012345."),
        secret=True,
        level="sensitive",
    )
    exempt_from: Mapped[PartialDate | None] = partial_day(
        _("Exempt from Party activity since"),
        level="sensitive",
        section=END,
        help=_("The membership goes on (Điều lệ Đảng Điều 7)."),
    )
    ended_on: Mapped[PartialDate | None] = partial_day(
        _("Party membership ended on"), listed=True, level="sensitive", section=END
    )
    end_reason_code: Mapped[str | None] = catalogue(
        "party_end_reasons",
        _("Reason for the end of the membership"),
        listed=True,
        level="sensitive",
        section=END,
    )
    papers: Mapped[list[int] | None] = files(_("Papers of the membership"), level="sensitive")

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Admitted, and the membership not ended."""
        return in_force_on(cls.joined_on, cls.ended_on, (on or today()).isoformat())

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The standing follows from the dates."""
        return {**super().derived(values), "status_code": rules.standing_in_the_party(values)}


class PartyPost(EmployeeRecord):
    """A post in a committee or cell of the Party for a time (items 26 and 27)."""

    label = _("Post in the Party")
    plural = _("Posts in the Party")
    icon = "star-half"
    named_by = ("position_code", "body")
    ordered_by = ("-since",)
    dated_by = "since"
    readers = STAFF
    rules = (forward("since", "until"), rules.holds_party_posts_as_a_member)

    position_code: Mapped[str] = catalogue(
        "party_positions",
        _("Position in the Party"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many hold each position in the Party?"),
        current=Employee.party_position_code,
        level="sensitive",
    )
    kind: Mapped[str] = choice(
        _("Main or further Party post"),
        POST_KINDS,
        required=True,
        listed=True,
        level="sensitive",
        help=_("Item 26 shows the main post, item 27 the further ones."),
    )
    body: Mapped[str | None] = text(
        _("Committee or cell"),
        listed=True,
        level="sensitive",
        example="Đảng bộ Ủy ban nhân dân tỉnh, nhiệm kỳ 2025–2030",
    )
    since: Mapped[PartialDate] = partial_day(_("Party post held from"), required=True, listed=True, level="sensitive")
    until: Mapped[PartialDate | None] = partial_day(_("Party post held to"), listed=True, level="sensitive")
    decision_number: Mapped[str | None] = identifier(_("Decision on the Party post"), level="sensitive")
    note: Mapped[str | None] = long_text(_("Remark on the Party post"), level="sensitive")

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Taken up, and not given up."""
        return in_force_on(cls.since, cls.until, (on or today()).isoformat())

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """The main post is the position of the employee in the Party."""
        return cls.kind.in_(["main"])
