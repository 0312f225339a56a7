"""`flask backup` at the console: a pair of keys, a backup, its check, the register, and back again."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["backup", *map(str, arguments)])


def test_a_pair_of_keys_is_made_once_and_says_where_to_keep_it(product_app, tmp_path):
    file = tmp_path / "identity.txt"
    made = run(product_app, "key", file)
    assert made.exit_code == 0, made.output
    assert re.match(r"BACKUP_RECIPIENTS=age1[a-z0-9]{58}\n", made.output)
    assert "két" in made.output and "AGE-SECRET-KEY" not in made.output
    assert "AGE-SECRET-KEY-1" in file.read_text() and file.stat().st_mode & 0o777 == 0o600
    again = run(product_app, "key", file)
    assert again.exit_code == 1 and "identity.txt" in again.output


@pytest.fixture
def made(product_app, key, tmp_path, monkeypatch):
    for name, value in (
        ("INSTANCE_PATH", tmp_path),
        ("UPLOAD_PATH", tmp_path / "uploads"),
        ("BACKUP_RECIPIENTS", key[1]),
    ):
        monkeypatch.setitem(product_app.config, name, str(value))
    done = run(product_app, "create", "--to", tmp_path / "device")
    assert done.exit_code == 0, done.output
    return Path(done.output.splitlines()[0])


def test_a_backup_is_made_checked_and_listed(product_app, made, key):
    checked = run(product_app, "verify", made, "--identity", key[0])
    assert checked.exit_code == 0, checked.output
    assert re.search(r"^setting +\d\d$", checked.output, re.MULTILINE)
    without = run(product_app, "verify", made)
    assert without.exit_code == 0 and "--identity" in without.output
    listed = run(product_app, "list").output
    assert str(made) in listed and "không còn" not in listed

    made.write_bytes(made.read_bytes()[:-1])
    assert run(product_app, "verify", made, "--identity", key[0]).exit_code == 1
    assert run(product_app, "verify", made).exit_code == 1
    made.unlink()
    assert "không còn" in run(product_app, "list").output


def test_a_restore_over_the_running_installation_is_refused(product_app, made, key):
    refused = run(product_app, "restore", made, "--identity", key[0])
    assert refused.exit_code == 1 and "trống" in refused.output


@pytest.mark.parametrize("backend", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_a_restore_into_a_named_folder_gives_an_installation_that_starts(made, key, tmp_path):
    folder = tmp_path / "elsewhere"
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRETS_FILE")}
    environ |= {"FLASK_APP": "app:create_app", "INSTANCE_PATH": str(tmp_path / "own")}
    flask = [sys.executable, "-m", "flask"]
    command = [*flask, "backup", "restore", str(made), "--identity", str(key[0]), "--to", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "cbccvc.sqlite").exists()
    environ["INSTANCE_PATH"] = str(folder)
    ready = subprocess.run([*flask, "bootstrap"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert ready.returncode == 0, ready.stderr
