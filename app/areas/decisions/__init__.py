"""Papers: the decisions on which every change of a working life stands, whatever area it belongs to."""

from flask_babel import lazy_gettext as _

from app.areas.decisions.models import Decision
from app.records.area import Area

area = Area(
    "decisions",
    _("Decisions"),
    letter="",
    icon="file-earmark-text",
    group=_("Records"),
    records=[Decision],
)
