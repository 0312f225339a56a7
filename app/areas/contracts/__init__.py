"""e) Quyết định tiếp nhận, hợp đồng lao động: how people came into the service, on probation and under which contract."""

from flask_babel import lazy_gettext as _

from app.areas.contracts.models import Contract, ContractAnnex, Probation, Reception
from app.records.area import Area, StandardList

area = Area(
    "contracts",
    _("Receptions and contracts"),
    letter="e",
    icon="file-earmark-check",
    group=_("Records"),
    records=[Reception, Contract, ContractAnnex, Probation],
    lists=[
        StandardList(
            "contracts_ending", _("Contracts that end"), Contract, by="effective_to", ahead=("30d", "60d", "6m")
        ),
    ],
)
