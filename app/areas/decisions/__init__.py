"""e) Quyết định tiếp nhận, hợp đồng lao động: the papers on which every change of a working life stands."""

from flask_babel import lazy_gettext as _

from app.areas.decisions.models import Contract, Decision
from app.records.area import Area

area = Area(
    "decisions",
    _("Decisions and contracts"),
    letter="e",
    icon="file-earmark-text",
    group=_("Records"),
    records=[Decision, Contract],
)
