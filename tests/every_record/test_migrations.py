"""The history of migrations leads to the declared tables, on both databases, up and down."""

import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.changes import guard
from app.extensions import db
from tests.conftest import make_app

OWN = {"alembic_version"}


@pytest.fixture
def empty_app(backend, run_folder, request, tmp_path):
    """The product on an empty database, on PostgreSQL with its two roles."""
    owner_url = ""
    if backend == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        owner_url = server.create_database(f"migrations_{tmp_path.name}")
        url = server.web_url(f"migrations_{tmp_path.name}")
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    app = make_app(url, tmp_path, owner_url=owner_url)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    if backend == "postgresql":
        server.drop_database(f"migrations_{tmp_path.name}")
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_the_migrated_tables_are_those_of_the_declarations(empty_app):
    with empty_app.app_context():
        upgrade()
        hooks = empty_app.extensions["migration_hooks"]
        with db.engine.connect() as connection:
            options = {
                "compare_type": True,
                "include_object": lambda item, name, kind, _r, _c: kind != "table" or hooks.is_ours(item, name),
            }
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, db.metadata) == []


def test_every_official_table_is_locked_after_migrating(empty_app):
    with empty_app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            assert guard.missing(connection, empty_app.extensions["registry"]) == []


def test_the_history_can_be_walked_down_and_up_again(empty_app):
    with empty_app.app_context():
        upgrade()
        before = set(inspect(db.engine).get_table_names())
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= OWN
        upgrade()
        assert set(inspect(db.engine).get_table_names()) == before


def test_a_migration_imports_nothing_of_the_application(request):
    folder = request.config.rootpath / "migrations" / "versions"
    offending = [
        path.name for path in folder.glob("*.py") if "import app" in path.read_text() or "from app" in path.read_text()
    ]
    assert offending == []
