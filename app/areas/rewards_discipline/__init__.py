"""h) Khen thưởng, kỷ luật: what people and units were rewarded for, and who was disciplined with what consequences."""

from flask_babel import lazy_gettext as _

from app.areas.rewards_discipline.figures import FIGURES
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward, UnitReward
from app.records.area import Area

area = Area(
    "rewards_discipline",
    _("Rewards and discipline"),
    letter="h",
    icon="trophy",
    group=_("Records"),
    records=[Reward, UnitReward, DisciplinaryAction],
    settings=FIGURES,
)
