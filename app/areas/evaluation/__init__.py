"""n) Đánh giá, xếp loại chất lượng hằng năm: of people and of units, by the decree of each year."""

from flask_babel import lazy_gettext as _

from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod, UnitEvaluation
from app.records.area import Area

area = Area(
    "evaluation",
    _("Evaluation"),
    letter="n",
    icon="clipboard-check",
    group=_("Records"),
    records=[AnnualEvaluation, UnitEvaluation, EvaluationPeriod],
)
