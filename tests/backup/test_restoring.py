"""A backup of a small province got back into an empty place; and everything that is refused before a byte is written."""

import io
import sqlite3
import tarfile
from pathlib import Path

import pyrage
import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.access import second_wall
from app.access.owner import as_owner
from app.access.standing import operator
from app.backup import kept_files, keys, making, restoring
from app.backup.archive import Packer
from app.backup.crypt import encrypting
from app.backup.manifest import Manifest
from app.extensions import db
from app.jobs.run import Refused
from app.records.clock import now
from app.screens.health import look
from tests.backup.conftest import PASSWORD, counted, evidence_rows, hashes, numbers


def restored(app, file, identity):
    with app.app_context(), as_owner(), operator("test"):
        return restoring.restore(file, keys.identities(identity))


def refusal(app, file, identity):
    """Why a restore is refused, in a place that stays as it was."""
    before = contents(app)
    with pytest.raises(Refused) as refused:
        restored(app, file, identity)
    assert contents(app) == before
    with app.app_context():
        return str(refused.value.message)


def contents(app):
    """Files of the instance folder, and tables of the database; an empty database file may come and go."""
    folder = Path(app.config["INSTANCE_PATH"])
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    with app.app_context(), as_owner():
        tables = counted()
    return {name for name in files if not name.startswith("cbccvc.sqlite")}, tables


def test_an_empty_place_holds_afterwards_what_was_backed_up(original, new_place, opened_again, backend):
    manifest = restored(new := new_place(), original.file, original.identity)
    assert manifest.counts == original.counts
    assert manifest.files == len(original.hashes) == 3

    app = opened_again(new)
    assert hashes(app) == original.hashes
    with app.app_context(), as_owner(), operator("test"):
        assert counted() == original.counts
        assert numbers() == original.numbers
        assert len(original.numbers) == 100 and all(original.numbers.values())
        assert {path.rpartition("/")[2] for path in original.hashes} == evidence_rows()
    assert Path(app.config["SECRETS_PATH"]).stat().st_mode & 0o777 == 0o600
    assert {path.name for path in Path(app.config["INSTANCE_PATH"]).iterdir()} - {
        "cbccvc.sqlite-wal",
        "cbccvc.sqlite-shm",
    } == {
        "secrets.env",
        "secrets.env.before-restore",
        "uploads",
        *(["cbccvc.sqlite"] if backend == "sqlite" else []),
    }


def test_the_restored_place_serves_behind_its_locks_and_walls(original, new_place, opened_again, backend):
    restored(new := new_place(), original.file, original.identity)
    app = opened_again(new)
    with app.app_context():
        assert look()[0] == []
        second_wall.refuse_to_serve_unwalled()
        with db.engine.connect() as connection:
            assert second_wall.stands(connection) is (backend == "postgresql")
        with pytest.raises(DBAPIError, match=r"app\.changes only"), db.engines.get("owner", db.engine).begin() as owner:
            owner.execute(text("UPDATE employee SET full_name = 'x'"))
        if backend == "postgresql":
            with db.engine.connect() as connection:
                assert connection.scalar(text("SELECT count(*) FROM employee")) == 0

    client = app.test_client()
    token = client.get("/login/").text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    given = {"username": "quantri", "password": PASSWORD, "csrf_token": token}
    assert client.post("/login/", data=given).headers["Location"] == "/"
    assert "Nguyễn Thị Quản Trị" in client.get("/").text


def test_the_secrets_of_the_first_start_are_put_aside_not_lost(original, new_place):
    restored(app := new_place(), original.file, original.identity)
    aside = Path(app.config["INSTANCE_PATH"]) / "secrets.env.before-restore"
    assert "made-by-the-first-start" in aside.read_text()


@pytest.mark.parametrize("lost", [1, 16, 40_000, -40])
def test_a_file_cut_off_anywhere_is_refused(original, new_place, tmp_path, lost):
    whole = original.file.read_bytes()
    (cut := tmp_path / "cut.age").write_bytes(whole[:-lost])
    assert "bị hỏng" in refusal(new_place(), cut, original.identity)


@pytest.mark.parametrize("place", [0, 0.001, 0.5, 0.999])
def test_a_file_with_one_bit_turned_is_refused(original, new_place, tmp_path, place):
    whole = bytearray(original.file.read_bytes())
    whole[int(len(whole) * place)] ^= 1
    (altered := tmp_path / "altered.age").write_bytes(whole)
    assert "bị hỏng" in refusal(new_place(), altered, original.identity)


def test_another_key_and_a_file_without_one_are_refused(original, new_place, tmp_path):
    keys.make_pair(other := tmp_path / "other.txt", now())
    app = new_place()
    assert "Khóa này không mở được" in refusal(app, original.file, other)
    (tmp_path / "none.txt").write_text("# trống\n")
    (tmp_path / "half.txt").write_text("AGE-SECRET-KEY-1ABC\n")
    for name in ("none.txt", "half.txt"):
        said = refusal(app, original.file, tmp_path / name)
        assert name in said and "1ABC" not in said


def test_a_place_with_a_file_or_a_table_in_it_is_refused(original, new_place):
    app = new_place("with_a_file")
    stray = Path(app.config["UPLOAD_PATH"]) / "ab" / "stray"
    stray.parent.mkdir(parents=True)
    stray.write_text("x")
    assert "uploads" in refusal(app, original.file, original.identity)

    app = new_place("with_a_table")
    with app.app_context(), db.engines.get("owner", db.engine).begin() as connection:
        connection.execute(text("CREATE TABLE somebodys (id integer)"))
    with pytest.raises(Refused) as refused:
        restored(app, original.file, original.identity)
    with app.app_context(), as_owner():
        assert "trống" in str(refused.value.message)
        assert counted() == {"somebodys": 0}


def test_a_filled_installation_is_not_written_over(original, installation):
    with installation.app_context(), as_owner(), operator("test"):
        with pytest.raises(Refused):
            restoring.restore(original.file, keys.identities(original.identity))
        assert numbers() == original.numbers


def packed(path, public, manifest, name=""):
    """A backup made by hand, with nothing but secrets and perhaps a file of that name."""
    with encrypting(path, [keys.Recipient.from_str(public)]) as stream:
        packer = Packer(stream, 0.0, lambda _size: None)
        packer.secrets(b"SECRET_KEY=x\n")
        if name:
            packer.file(kept_files.KeptFile(name, path), 0, io.BytesIO())
        packer.close(manifest)
    return path


def head():
    return ScriptDirectory("migrations").get_current_head()


@pytest.mark.parametrize(
    ("version", "migration", "said"), [("0.1.0", "20991231_later", "20991231_later"), ("99.0", None, "99.0")]
)
def test_a_backup_of_a_newer_version_or_migration_is_refused(
    original, key, new_place, tmp_path, backend, version, migration, said
):
    manifest = Manifest("", version, migration or head(), backend, "18.0", {})
    newer = packed(tmp_path / "newer.age", key[1], manifest)
    message = refusal(new_place(), newer, original.identity)
    assert said in message and "mới hơn" in message


def test_a_backup_of_the_other_kind_of_database_is_refused(original, key, new_place, tmp_path, backend):
    other = "sqlite" if backend == "postgresql" else "postgresql"
    file = packed(tmp_path / "other.age", key[1], Manifest("", "0.1.0", head(), other, "18.0", {}))
    assert other in refusal(new_place(), file, original.identity)


@pytest.mark.parametrize("name", ["../x", "uploads/../../x", "/etc/x", "uploads/.hidden", "jobs/x", "uploads"])
def test_a_file_whose_name_leads_elsewhere_is_refused(original, key, new_place, tmp_path, backend, name):
    """A public key is no secret: anybody may make a file that opens."""
    file = packed(tmp_path / "crafted.age", key[1], Manifest("", "0.1.0", head(), backend, "18.0", {}), name)
    assert "bị hỏng" in refusal(new_place(), file, original.identity)


def test_secrets_that_come_from_elsewhere_must_be_those_of_the_backup(original, new_place, installation):
    app = new_place("other_secrets", SECRETS_PATH="")
    assert "SECRETS_FILE" in refusal(app, original.file, original.identity)
    same = {name: installation.config[name] for name in ("SECRET_KEY", "KEY_RING", "INDEX_KEY")}
    app = new_place("same_secrets", SECRETS_PATH="", **same)
    assert restored(app, original.file, original.identity).counts == original.counts


def test_a_backup_of_an_older_migration_is_brought_up_to_this_one(product_app, new_place, key, tmp_path):
    product_app.config.update(
        BACKUP_RECIPIENTS=key[1], INSTANCE_PATH=str(tmp_path), UPLOAD_PATH=str(tmp_path / "uploads")
    )
    with product_app.app_context(), as_owner(), operator("test"):
        downgrade(revision="-1")
        manifest = making._write(tmp_path / "older.age", now(), lambda _size: None)
    assert manifest.migration != head()
    app = new_place()
    restored(app, tmp_path / "older.age", key[0])
    with app.app_context(), db.engines.get("owner", db.engine).connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == head()


def test_what_another_program_makes_of_the_file_is_a_plain_tar_with_the_database(original, tmp_path, backend):
    """Opened without the product, as docs/decisions/0008 says."""

    with original.file.open("rb") as source, (tmp_path / "plain.tar").open("wb") as plain:
        pyrage.decrypt_io(source, plain, keys.identities(original.identity))
    with tarfile.open(tmp_path / "plain.tar") as tar:
        tar.extractall(tmp_path, filter="data")
    database = b"".join(path.read_bytes() for path in sorted((tmp_path / "database").iterdir()))
    if backend == "postgresql":
        assert database.startswith(b"PGDMP")
        return
    (tmp_path / "database.sqlite").write_bytes(database)
    with sqlite3.connect(tmp_path / "database.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM employee").fetchone() == (100,)
    connection.close()
