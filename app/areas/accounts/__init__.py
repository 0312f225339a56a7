"""a) Tạo lập mới tài khoản: requests for access, custodians, and what the administrator does with them."""

from flask_babel import lazy_gettext as _

from app.areas.accounts import carrying as _carrying  # noqa: F401  (it hears what was approved)
from app.areas.accounts import departed as _departed  # noqa: F401  (its function joins the night's list)
from app.areas.accounts import opening as _opening  # noqa: F401  (its function joins the work that a page may ask for)
from app.areas.accounts.figures import FIGURES
from app.areas.accounts.models import AccessRequest, UnitCustodian
from app.areas.accounts.personal_view import PersonalAccountsView
from app.areas.accounts.views import RequestsView, RightsView, UnitAccountsView
from app.records.area import Area

area = Area(
    "accounts",
    _("Accounts and access"),
    letter="a",
    icon="person-lock",
    group=_("Administration"),
    records=[AccessRequest, UnitCustodian],
    views=[PersonalAccountsView, RequestsView, UnitAccountsView, RightsView],
    settings=FIGURES,
)
