"""How far apart two releases of the same question are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.areas.reporting.figures import APART
from app.areas.reporting.models import PublishedSet
from app.changes.refusals import Refusal
from app.extensions import db
from app.records import vietnamese
from app.records.clock import today
from app.records.settings import settings


class TooSoon(Refusal):
    """Two releases shortly after one another tell by their difference who came or went in between."""


def refuse_too_soon(asked: Mapping[str, str]) -> None:
    """Refuse questions (text by key) that a standing set of the last days answers. Raises `TooSoon`.

    There are no more such sets than questions, as each was refused the questions of the others.
    """
    apart = timedelta(days=settings().value(APART))
    young = select(PublishedSet).where(PublishedSet.withdrawn_at.is_(None), PublishedSet.counted_on > today() - apart)
    for earlier in db.session.scalars(young.order_by(PublishedSet.counted_on.desc(), PublishedSet.id.desc())):
        again = [f"“{asked[table['key']]}”" for table in earlier.figures if table["key"] in asked]
        if again:
            raise TooSoon(
                _(
                    "The set “%(title)s” of %(day)s answers these questions already: %(questions)s. Two releases so near to "
                    "each other would tell who came or went in between. Leave these questions out, wait until %(next)s, or "
                    "withdraw that set if it is mistaken.",
                    title=earlier.title,
                    day=vietnamese.day(earlier.counted_on),
                    questions=", ".join(again),
                    next=vietnamese.day(earlier.counted_on + apart),
                )
            )
