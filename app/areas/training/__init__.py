"""g) Đào tạo và bồi dưỡng: what employees learnt, what they are sent to learn, and what they owe for it."""

from flask_babel import lazy_gettext as _

from app.areas.training.models import Qualification, TrainingDispatch, TrainingPlan, TrainingRecord
from app.records.area import Area, StandardList

area = Area(
    "training",
    _("Training"),
    letter="g",
    icon="mortarboard",
    group=_("Records"),
    records=[Qualification, TrainingRecord, TrainingDispatch, TrainingPlan],
    lists=[
        StandardList(
            "committed",
            _("Commitments to serve that end"),
            TrainingDispatch,
            by="committed_until",
            ahead=("3m", "6m", "12m"),
        ),
        StandardList("studying", _("Sent to study now"), TrainingDispatch, {"state": "studying"}),
    ],
)
