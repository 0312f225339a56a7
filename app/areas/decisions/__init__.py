"""e) Quyết định tiếp nhận, hợp đồng lao động: the papers on which every change of a working life stands."""

from flask_babel import lazy_gettext as _

from app.areas.decisions.models import Contract, Decision
from app.records.area import Area, StandardList

area = Area(
    "decisions",
    _("Decisions and contracts"),
    letter="e",
    icon="file-earmark-text",
    group=_("Records"),
    records=[Decision, Contract],
    lists=[
        StandardList(
            "contracts_ending", _("Contracts that end"), Contract, by="effective_to", ahead=("30d", "60d", "6m")
        ),
    ],
)
