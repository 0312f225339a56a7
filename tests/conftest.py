"""Applications on real databases. A test gets a fresh copy of a prepared database: an SQLite file or a PostgreSQL clone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, inspect

import app as product
from app.access import rights
from app.access.owner import as_owner
from app.access.policies import VERSION_TABLE, reading_roles
from app.access.privileges import EVERYTHING, privileges
from app.access.standing import operator
from app.extensions import db
from app.records.catalogues import Item
from app.records.settings import settings
from tests import toys
from tests.factories import code_lists
from tests.people import World, plant_world

if TYPE_CHECKING:
    from tests.databases import Server

pytest_plugins = ["tests.databases"]
BACKENDS = [pytest.param("sqlite", marks=pytest.mark.sqlite), pytest.param("postgresql", marks=pytest.mark.postgresql)]
SECRETS = {
    "SECRET_KEY": "test-secret-key-that-is-long-enough",
    "KEY_RING": "t1:" + "A" * 43 + "=",
    "INDEX_KEY": "B" * 43 + "=",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes is begun first: begun last, it keeps one process at work while the others have nothing to do."""
    items.sort(key=lambda item: "long" not in item.keywords)


@pytest.fixture(params=BACKENDS, scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def make_app(url: str, folder: Path, areas: list | None = None, owner_url: str = "", **more: str) -> Flask:
    """An application as the product makes it, with test secrets and `more` settings.

    With `owner_url`, `url` is that of the web role.
    """
    config = {
        **product.configuration.CONSTANT,
        **SECRETS,
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_BINDS": product.configuration.owner_bind(owner_url),
        "INSTANCE_PATH": str(folder),
        "UPLOAD_PATH": str(folder / "uploads"),
        "JOB_PATH": str(folder / "jobs"),
        "SECRETS_PATH": str(folder / "secrets.env"),
        "BACKUP_FOLDER": str(folder / "backups"),
        "PUBLIC_URL": "http://127.0.0.1:8080",
        "TESTING": True,
        "LOG_LEVEL": "WARNING",
        **more,
    }
    return product.create_app(config, areas, authority=None) if areas is not None else product.create_app(config)


def prepare(flask_app: Flask, toy: bool) -> None:
    """Migrate, add the toy tables if wanted, plant rights and settings."""
    with flask_app.app_context(), operator("test preparation"):
        upgrade()
        if toy:
            with db.engines.get("owner", db.engine).begin() as connection:
                db.metadata.create_all(connection, tables=toys.TABLES)
                flask_app.extensions["migration_hooks"].install(connection)
        with as_owner():
            rights.plant(flask_app.extensions["registry"])
            settings().plant()
            db.session.commit()
        if "owner" in db.engines:
            _let_tests_write(db.engines["owner"], db.engine.url.username)
        _let_go()


def plant(flask_app: Flask, stock: Callable[[], object]) -> None:
    """Put into a prepared database what else is to stand in every copy."""
    with flask_app.app_context(), operator("test preparation"):
        with as_owner():
            stock()
            db.session.commit()
        _let_go()


def _let_go() -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def _let_tests_write(owner: Engine, web_role: str) -> None:
    """Tests make users, grants and settings on the web role's connection; what serves the product never does."""
    roles = ", ".join(reading_roles(web_role).values())
    with owner.begin() as connection:
        for table in (name for name in inspect(connection).get_table_names() if name != "audit_entry"):
            if privileges(table) != EVERYTHING and table != VERSION_TABLE:
                connection.exec_driver_sql(f"GRANT {EVERYTHING} ON {table} TO {roles}")
        connection.exec_driver_sql(
            f"CREATE POLICY wall_tests ON access_grant TO {roles} USING (true) WITH CHECK (true)"
        )


class Workbench:
    """One application on one backend, whose database is put back before each test.

    It begins empty, or as `base` with something planted.
    """

    def __init__(
        self,
        backend: str,
        name: str,
        folder: Path,
        server: Server | None,
        areas: list | None,
        base: Workbench | None = None,
        stock: Callable[[], object] | None = None,
    ) -> None:
        self.backend, self.name, self.server = backend, f"{name}_{folder.name}", server
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.file = folder, folder / f"{name}.sqlite"
        self.template = folder / f"{name}-template.sqlite"

        def fill(app: Flask) -> None:
            if base is not None and stock is not None:
                plant(app, stock)
            else:
                prepare(app, toy=areas is not None)

        if server is None:
            self.app = make_app(f"sqlite:///{self.file}", folder, areas)
            if base is not None:
                shutil.copyfile(base.template, self.file)
            fill(self.app)
            shutil.copyfile(self.file, self.template)
        else:
            self.template_name = f"{name}_template"
            web = server.web_url(self.template_name)
            begun = base.template_name if base is not None else None
            server.template(self.template_name, lambda url: fill(make_app(web, folder, areas, url)), begun)
            owner_url = server.create_database(self.name, self.template_name)
            self.app = make_app(server.web_url(self.name), folder, areas, owner_url)
        self.config = dict(self.app.config)
        self.items: tuple[Item, ...] | None = None

    def close(self) -> None:
        """Let go of every connection."""
        with self.app.app_context():
            _let_go()

    def fresh(self) -> Flask:
        """The application on an untouched copy of its database, with its own settings and no file of an earlier test."""
        self.close()
        self.app.config.clear()
        self.app.config.update(self.config)
        shutil.rmtree(self.app.config["JOB_PATH"], ignore_errors=True)
        if self.server is None:
            # Removed, not written over: a failed test may still hold the old file open.
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.file}{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self.template, self.file)
        else:
            self.server.untouched(self.name, self.template_name)
        self.app.extensions["role_permissions"].forget()
        self._know_the_code_lists()
        return self.app

    def _know_the_code_lists(self) -> None:
        """Thousands of values, of which a test changes few: those of the untouched copy are read once."""
        held = self.app.extensions["catalogues"]
        if self.items is None:
            with self.app.app_context():
                self.items = tuple(held.read())  # in nobody's name: they are for everybody
            self.close()
        held.know(self.items)


@contextmanager
def bench_of(
    request: pytest.FixtureRequest,
    name: str,
    areas: list | None,
    base: Workbench | None = None,
    stock: Callable[[], object] | None = None,
) -> Iterator[Workbench]:
    """The workbench of this process on the backend that the test asks for."""
    backend, folder = request.getfixturevalue("backend"), request.getfixturevalue("run_folder")
    server = request.getfixturevalue("postgresql_server") if backend == "postgresql" else None
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    bench = Workbench(backend, name, folder / f"{name}-{backend}-{worker}", server, areas, base, stock)
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def toy_bench(backend: str, request: pytest.FixtureRequest) -> Iterator[Workbench]:
    with bench_of(request, "toys", [toys.area]) as bench:
        yield bench


@pytest.fixture
def toy_app(toy_bench: Workbench) -> Iterator[Flask]:
    """The engine on toy records: nothing of `app/areas`."""
    yield toy_bench.fresh()


@pytest.fixture(scope="session")
def world_bench(backend: str, request: pytest.FixtureRequest, toy_bench: Workbench) -> Iterator[Workbench]:
    with bench_of(request, "world", [toys.area], toy_bench, plant_world) as bench:
        yield bench


@pytest.fixture
def world(world_bench: Workbench) -> World:
    """Regions, persons, pets and the five kinds of user of the toy world."""
    return World(world_bench.fresh())


@pytest.fixture(scope="session")
def product_bench(backend: str, request: pytest.FixtureRequest) -> Iterator[Workbench]:
    with bench_of(request, "product", None) as bench:
        yield bench


@pytest.fixture
def product_app(product_bench: Workbench) -> Iterator[Flask]:
    """The product with all its areas, empty."""
    yield product_bench.fresh()


@pytest.fixture(scope="session")
def stocked_bench(backend: str, request: pytest.FixtureRequest, product_bench: Workbench) -> Iterator[Workbench]:
    with bench_of(request, "stocked", None, product_bench, code_lists) as bench:
        yield bench


@pytest.fixture
def stocked_app(stocked_bench: Workbench) -> Iterator[Flask]:
    """The product with all its areas and code lists, and nothing else."""
    yield stocked_bench.fresh()
