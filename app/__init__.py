"""The application factory: the one place where the parts are joined."""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from flask_appbuilder import AppBuilder
from sqlalchemy import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

import config as configuration
from app import api, cli, screens
from app.access import scope, second_wall
from app.access.rights import RolePermissions
from app.access.roles import LEVELS, ROLES
from app.access.security import GrantedSecurity
from app.areas import AREAS
from app.areas.personnel.authority import competent
from app.backup import jobs as _backup_jobs  # noqa: F401  (its function joins the work that a page may ask for)
from app.changes import nightly as _nightly  # noqa: F401  (its functions join the night's list when it is read)
from app.changes import rederiving_job as _rederiving  # noqa: F401  (its function joins the night's list)
from app.changes.migrating import MigrationHooks
from app.changes.operations import Authority
from app.exchange.downloads import DownloadView
from app.exchange.import_view import ImportView
from app.extensions import csrf, db, migrate
from app.jobs import clearing as _clearing  # noqa: F401  (so does its own)
from app.jobs import queue
from app.national import jobs as _national_jobs  # noqa: F401  (so does theirs)
from app.national import mapping_checks
from app.records import checks
from app.records.area import Area, Registry
from app.records.catalogues import Catalogues
from app.records.choices import CatalogueItem, read_items
from app.records.secrets import KeyRing
from app.records.setting_values import SettingValue
from app.records.settings import Settings
from app.settings import SETTINGS

ROOT = Path(__file__).parent.parent


def create_app(
    config: Mapping[str, Any] | None = None,
    areas: Sequence[Area] = tuple(AREAS),
    authority: Authority | None = competent,
) -> Flask:
    """Join the parts into an application that serves `areas`.

    `config` is what `config.load()` gives, `authority` says who is competent beyond the right itself. Raises
    `DeclarationError` when a declaration is wrong: the start stops.
    """
    app = Flask(__name__)
    app.config.update(config if config is not None else configuration.load())
    if proxies := app.config.get("TRUSTED_PROXIES", 0):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    logging.basicConfig(level=app.config.get("LOG_LEVEL", "INFO"))
    for noisy in ("flask_appbuilder", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _bind_records(app, areas)
    app.extensions["role_permissions"] = RolePermissions()
    app.extensions["authority"] = authority
    scope.install()
    db.init_app(app)
    csrf.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    queue.bind(app)
    with app.app_context():
        appbuilder = AppBuilder(security_manager_class=GrantedSecurity, indexview=screens.HomeView)
        appbuilder.init_app(app, db.session)
        screens.register(app, appbuilder)
        api.register(app, appbuilder)
        for view in (DownloadView, ImportView):
            appbuilder.add_view_no_menu(view)
    cli.register(app)
    return app


def serve() -> Flask:
    """The application for the web server, which serves nothing when the second wall should stand and does not."""
    app = create_app()
    with app.app_context():
        second_wall.refuse_to_serve_unwalled()
        mapping_checks.say_at_start()
    return app


def _web_role(config: Mapping[str, Any]) -> str | None:
    """The database role of web server and worker; None where one role does everything, and on SQLite."""
    url = make_url(config["SQLALCHEMY_DATABASE_URI"])
    two_roles = "owner" in config.get("SQLALCHEMY_BINDS", {}) and url.get_backend_name() == "postgresql"
    return url.username if two_roles else None


def _bind_records(app: Flask, areas: Sequence[Area]) -> None:
    """The declarations and what they need: registry, code lists, settings, keys."""
    registry = Registry(areas, engine_records=[CatalogueItem])
    checks.check(registry, set(LEVELS), {name: role.levels for name, role in ROLES.items()})
    app.extensions["registry"] = registry
    app.extensions["catalogues"] = Catalogues(read_items)
    app.extensions["migration_hooks"] = MigrationHooks(registry, _web_role(app.config))
    declared = (*SETTINGS, *(setting for area in areas for setting in area.settings))
    decided = SettingValue.__table__ if SettingValue.name in registry.records else None
    app.extensions["settings"] = Settings(declared, decided)
    app.extensions["key_ring"] = _key_ring(app.config)


def _key_ring(config: Mapping[str, Any]) -> KeyRing:
    """`KEY_RING` is `name:key` pairs, comma-separated, the sealing one first; keys are 32 bytes in URL-safe base64."""
    pairs = [pair.split(":", 1) for pair in str(config["KEY_RING"]).split(",")]
    keys = {name: base64.urlsafe_b64decode(key) for name, key in pairs}
    return KeyRing(keys, pairs[0][0], base64.urlsafe_b64decode(config["INDEX_KEY"]))
