"""e) Quyết định: the papers on which every change of a working life stands."""

from flask_babel import lazy_gettext as _

from app.areas.decisions.models import Decision
from app.records.area import Area

area = Area(
    "decisions",
    _("Decisions"),
    letter="e",
    icon="file-earmark-text",
    group=_("Records"),
    records=[Decision],
)
