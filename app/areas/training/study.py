"""What every study has in common, whether it leads to a diploma or to a certificate."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.records.fields import catalogue, long_text, partial_day, text
from app.records.partial_dates import PartialDate

STUDY = _("Study")
CERTIFICATE = _("Diploma or certificate")
HOME_COUNTRY = "VNM"


class Study:
    """From when to when, where and how somebody studied (the columns that items 32.1 to 32.6 share)."""

    started_on: Mapped[PartialDate | None] = partial_day(_("Study began"), listed=True, section=STUDY)
    ended_on: Mapped[PartialDate | None] = partial_day(_("Study ended"), listed=True, section=STUDY)
    institution: Mapped[str] = text(
        _("Institution"), required=True, listed=True, searched=True, section=STUDY, help=_("As it was called then.")
    )
    country_code: Mapped[str | None] = catalogue("nationalities", _("Country of study"), section=STUDY)
    mode_code: Mapped[str | None] = catalogue("training_modes", _("Mode of study"), listed=True, section=STUDY)
    note: Mapped[str | None] = long_text(_("Remark on the study"), section=STUDY)
