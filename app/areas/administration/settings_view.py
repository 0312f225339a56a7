"""The page of settings: what is in force, since when and why, what is to come, and the way to propose another value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask_appbuilder import BaseView, expose, has_access
from flask_babel import lazy_gettext as _

from app.access.standing import Standing, current_standing
from app.records.area import registry
from app.records.clock import today
from app.records.setting_values import SettingValue
from app.records.settings import SettingDeclaration, ValueFrom, settings
from app.records.vietnamese import day


@dataclass(frozen=True)
class SettingLine:
    """A setting: its value in force with the day and the source, the values to come, and where to go from here."""

    label: Any
    value: str
    since: str
    source: Any
    coming: Sequence[tuple[str, str]]
    decided: int
    history_url: str
    change_url: str


@dataclass(frozen=True)
class SettingsPage:
    """The settings under the areas that ask for them."""

    groups: Sequence[tuple[Any, Sequence[SettingLine]]]
    waiting_url: str


class SettingsView(BaseView):
    """Settings with the days from which they hold; a value is changed by a proposal that another one approves."""

    route_base = "/settings"
    class_permission_name = SettingValue.name
    method_permission_name: ClassVar = {"list": "read"}
    default_view = "list"
    reads = SettingValue.name
    label = _("Settings")
    icon = "sliders"

    @expose("/")
    @has_access
    def list(self) -> Any:
        return self.render_template("administration/settings.html", page=settings_page(current_standing()))


def settings_page(standing: Standing) -> SettingsPage:
    """Every declared setting as it stands today."""
    may_write = standing.may("write", SettingValue.name)
    groups = [
        (label, [_line(declared, may_write, today()) for declared in asked]) for label, asked in _grouped() if asked
    ]
    return SettingsPage(groups, f"/{SettingValue.name}/list/")


def _grouped() -> Iterator[tuple[Any, list[SettingDeclaration]]]:
    """Those of the whole system first, then those of the areas in menu order."""
    of_areas = [(area.label, list(area.settings)) for area in registry().areas]
    named = {declared.name for _label, asked in of_areas for declared in asked}
    yield _("Whole system"), [one for one in settings().declared.values() if one.name not in named]
    yield from of_areas


def _line(declared: SettingDeclaration, may_write: bool, on: date) -> SettingLine:
    known = settings().history(declared.name)
    begun = [one for one in known if one.valid_from <= on]
    now = begun[0] if begun else ValueFrom(declared.valid_from, declared.first, str(declared.source), False)
    asked = urlencode({"setting": declared.name})
    return SettingLine(
        label=declared.label,
        value=now.value,
        since=day(now.valid_from),
        source=declared.source if _is_first(now, declared) else now.source,
        coming=[(one.value, day(one.valid_from)) for one in reversed(known) if one.valid_from > on],
        decided=sum(one.decided for one in known),
        history_url=f"/{SettingValue.name}/list/?{asked}",
        change_url=f"/{SettingValue.name}/add?{asked}" if may_write else "",
    )


def _is_first(now: ValueFrom, declared: SettingDeclaration) -> bool:
    """The first value as it was planted, whose source is said in the reader's language."""
    return not now.decided and (now.valid_from, now.value) == (declared.valid_from, declared.first)
