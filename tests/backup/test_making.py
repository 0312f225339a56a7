"""What a backup needs before it is made, what it finds on the way, and what the register says of it."""

import fcntl
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from app.access.models import AuditEntry
from app.access.owner import as_owner
from app.access.standing import operator
from app.backup import keys, making, postgresql, register, restoring
from app.backup.models import Backup
from app.extensions import db
from app.jobs.run import Refused
from app.records.attachments import Attachment
from app.records.clock import now

on_postgresql = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@pytest.fixture
def ready(product_app, key, tmp_path, monkeypatch):
    """The empty product, ready to be backed up; within it, the operator."""
    (tmp_path / "instance").mkdir()
    for name, value in (
        ("INSTANCE_PATH", tmp_path / "instance"),
        ("UPLOAD_PATH", tmp_path / "instance" / "uploads"),
        ("BACKUP_FOLDER", tmp_path / "device"),
        ("BACKUP_RECIPIENTS", key[1]),
    ):
        monkeypatch.setitem(product_app.config, name, str(value))
    with product_app.app_context(), as_owner(), operator("test"):
        yield product_app


def made():
    backup = making.create(making.default_folder())
    db.session.commit()
    return backup


def refusal():
    with pytest.raises(Refused) as refused:
        making.create(making.default_folder())
    return str(refused.value.message)


def test_a_backup_is_one_file_for_its_owner_alone_and_a_line_of_the_register(ready, key):
    backup = made()
    path = Path(backup.path)
    assert [path] == list(Path(ready.config["BACKUP_FOLDER"]).iterdir())
    assert path.stat().st_mode & 0o777 == 0o600 and path.stat().st_size == backup.size
    assert backup.outcome == "good" and backup.made_by is None and backup.message is None
    assert backup.recipients == [keys.fingerprint(keys.Recipient.from_str(key[1]))]
    assert backup.counts["setting"] > 10 and backup.counts["backup"] == 0
    assert register.good_with(backup.sha256).id == backup.id
    assert db.session.scalar(select(AuditEntry.act)) == "make_backup"
    assert not list(Path(ready.config["INSTANCE_PATH"]).glob("backup-work*"))


def test_neither_file_nor_register_shows_a_secret_or_a_row(ready):
    path = Path(made().path)
    whole = path.read_bytes()
    for secret in (
        ready.config["SECRET_KEY"],
        ready.config["KEY_RING"],
        ready.config["INDEX_KEY"],
        "approval_working_days",
    ):
        assert secret.encode() not in whole
    row = {
        column: str(value) for column, value in db.session.execute(select(Backup.__table__)).mappings().one().items()
    }
    assert not any(ready.config[name] in value for name in ("SECRET_KEY", "KEY_RING") for value in row.values())


def test_every_named_key_opens_it_and_keys_may_come_from_a_file(ready, key, tmp_path):
    keys.make_pair(second := tmp_path / "second.txt", now())
    public = second.read_text().splitlines()[1].removeprefix("# public key: ")
    (tmp_path / "recipients").write_text(f"# Sở Nội vụ\n{key[1]}\n\n{public}\n")
    ready.config["BACKUP_RECIPIENTS"] = str(tmp_path / "recipients")
    backup = made()
    assert len(backup.recipients) == 2
    for identity in (key[0], second):
        assert restoring.verify(Path(backup.path), keys.identities(identity)).counts == backup.counts


@pytest.mark.parametrize(
    ("named", "said"),
    [("", "BACKUP_RECIPIENTS"), ("age1abc", "age1abc"), ("/nowhere/keys", "/nowhere/keys")],
)
def test_without_a_public_key_nothing_is_made_and_the_register_says_so(ready, named, said):
    ready.config["BACKUP_RECIPIENTS"] = named
    assert said in refusal()
    assert said in str(making.why_not().message)
    row = register.backups()[0]
    assert (row.outcome, row.size) == ("failed", None) and said in row.message
    assert not Path(ready.config["BACKUP_FOLDER"]).exists()


def test_a_private_key_named_by_mistake_is_not_quoted(ready, key, tmp_path):
    private = key[0].read_text().splitlines()[2]
    (tmp_path / "wrong").write_text(private)
    ready.config["BACKUP_RECIPIENTS"] = str(tmp_path / "wrong")
    assert private not in refusal()
    assert private not in register.backups()[0].message


def test_two_at_once_are_refused(ready):
    with (Path(ready.config["INSTANCE_PATH"]) / "backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "khác" in refusal()
    made()


def test_a_folder_that_cannot_be_written_is_named(ready, tmp_path):
    (tmp_path / "file").write_text("")
    ready.config["BACKUP_FOLDER"] = str(tmp_path / "file" / "under")
    assert str(tmp_path / "file") in refusal()


def test_a_backup_that_breaks_off_leaves_no_file(ready, monkeypatch):
    def broken(_packer, _stream):
        raise OSError("the disk is gone")

    monkeypatch.setattr("app.backup.archive.Packer.database", broken)
    with pytest.raises(OSError, match="the disk is gone"):
        making.create(making.default_folder())
    assert list(Path(ready.config["BACKUP_FOLDER"]).iterdir()) == []
    assert register.backups()[0].message == "OSError"


def test_what_a_killed_backup_left_is_cleared_away(ready):
    folder = Path(ready.config["BACKUP_FOLDER"])
    folder.mkdir()
    for name, age in (("old", 2), ("new", 0)):
        (folder / f".cbccvc-{name}.age.part").write_text("")
        os.utime(folder / f".cbccvc-{name}.age.part", (now().timestamp() - age * 86_400,) * 2)
    made()
    assert sorted(path.name for path in folder.glob(".*")) == [".cbccvc-new.age.part"]


def test_evidence_that_is_missing_or_altered_on_the_disk_is_told(ready):
    uploads, altered = Path(ready.config["UPLOAD_PATH"]), "ab" * 32
    for sha256 in (altered, "cd" * 32):
        db.session.add(
            Attachment(
                token=sha256[:43],
                sha256=sha256,
                size=1,
                mime="application/pdf",
                original_name="a.pdf",
                sent_by=1,
                sent_at=now(),
            )
        )
    db.session.commit()
    (uploads / "ab" / "ab").mkdir(parents=True)
    (uploads / "ab" / "ab" / altered).write_text("other")
    backup = made()
    assert backup.outcome == "good" and backup.files == 1
    assert backup.message.startswith("2 ") and "cd" * 32 in backup.message


def test_a_large_file_goes_by_in_small_pieces(ready, monkeypatch):
    """Nothing is read whole: the pieces that pass are bounded, however large the file."""
    sizes = []
    monkeypatch.setattr("app.backup.archive.PIECE", 1 << 16)
    source = Path(ready.config["UPLOAD_PATH"]) / "aa" / "bb" / ("aabb" + "0" * 60)
    source.parent.mkdir(parents=True)
    with source.open("wb") as file:
        file.truncate(20 << 20)
    from_file = making.kept_files.Hashed.read

    def watched(hashed, count=-1):
        piece = from_file(hashed, count)
        sizes.append(len(piece))
        return piece

    monkeypatch.setattr(making.kept_files.Hashed, "read", watched)
    assert made().files == 1
    assert sum(sizes) == 20 << 20 and max(sizes) <= 1 << 20


def test_the_register_is_late_when_it_is_older_than_the_setting(ready, monkeypatch):
    assert register.last_backup()[1].is_late and register.last_test()[1].is_late
    made()
    assert not register.last_backup()[1].is_late
    monkeypatch.setattr(register, "today", lambda: now().date().replace(year=now().year + 1))
    assert register.last_backup()[1].is_late


@on_postgresql
@pytest.mark.parametrize(("version", "said"), [("pg_dump (PostgreSQL) 9.6.1", "9"), (None, "PATH")])
def test_a_pg_dump_that_is_missing_or_older_than_the_server_is_named(ready, tmp_path, monkeypatch, version, said):
    programs = tmp_path / "programs"
    programs.mkdir()
    if version:
        (programs / "pg_dump").write_text(f"#!/bin/sh\necho '{version}'\n")
        (programs / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/bin" if version else str(programs))
    message = refusal()
    assert "pg_dump" in message and said in message


@on_postgresql
def test_a_failing_pg_dump_fails_the_backup(ready, monkeypatch):
    monkeypatch.setattr(postgresql, "DUMP", (*postgresql.DUMP, "--table=nowhere"))
    assert "no matching tables" in refusal()
    assert list(Path(ready.config["BACKUP_FOLDER"]).iterdir()) == []


@on_postgresql
def test_the_password_is_on_no_command_line(ready, monkeypatch):
    seen = []
    real = subprocess.Popen

    def watched(command, **options):
        seen.append((command, options.get("env")))
        return real(command, **options)

    monkeypatch.setattr(postgresql.subprocess, "Popen", watched)
    made()
    password = db.engines["owner"].url.password
    assert [command[0] for command, _environ in seen] == ["pg_dump", "pg_dump"]
    assert not any(password in part for command, _environ in seen for part in command)
    assert seen[1][1]["PGPASSWORD"] == password
    elsewhere = create_engine("postgresql+psycopg://a:geheim@h:5433/d?sslmode=require")
    assert postgresql._address(elsewhere) == "host=h dbname=d user=a port=5433 sslmode=require"


WRITTEN = "INSERT INTO batch (kind, source, made_at) VALUES ('test', 'x', '2026-09-02 00:00:00+00:00')"


def test_people_go_on_working_while_a_backup_is_made(ready, backend, monkeypatch):
    """What is written after the moment of the copy is not in it, and is not lost."""
    walked = making.kept_files.walk
    with db.engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM batch").scalar()

    def written_meanwhile():
        if backend == "sqlite":
            with sqlite3.connect(db.engine.url.database) as connection:
                connection.execute(WRITTEN)
            connection.close()
        else:
            with db.engine.begin() as connection:
                connection.exec_driver_sql(WRITTEN)
        yield from walked()

    monkeypatch.setattr(making.kept_files, "walk", written_meanwhile)
    assert made().counts["batch"] == before
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM batch").scalar() == before + 1
