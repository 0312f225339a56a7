"""The product as it runs for a province: its own server on a demo database of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE = 60.0
PEOPLE = "800"


@dataclass(frozen=True)
class Province:
    """A served demo province: its address, the passwords of its accounts, and the environment of its commands."""

    address: str
    passwords: dict[str, str]
    environ: dict[str, str]


@contextmanager
def served(instance: Path) -> Iterator[Province]:
    """A demo province of its own, planted and served for as long as the block lasts."""
    plant(instance)
    with serving(instance) as province:
        yield province


def plant(instance: Path) -> None:
    """A demo province in a folder, planted by the product's own commands."""
    for command in (["bootstrap"], ["demo", "--people", PEOPLE, "--seed", "7"]):
        flask = [sys.executable, "-m", "flask", *command]
        subprocess.run(flask, cwd=ROOT, env=_environ(instance), check=True, capture_output=True, timeout=600)


@contextmanager
def serving(instance: Path) -> Iterator[Province]:
    """The province of a folder, served for as long as the block lasts."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environ = _environ(instance) | {"BIND": f"127.0.0.1:{port}", "PUBLIC_URL": address}
    server = subprocess.Popen(
        [sys.executable, "run.py"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(address)
        yield Province(address, _passwords(instance / "demo-accounts.txt"), environ)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _environ(instance: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRETS_FILE")}
    return given | {"INSTANCE_PATH": str(instance), "FLASK_APP": "app:create_app"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("the product did not start to serve")


def _passwords(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return {name: password for name, password, *_rest in (re.split(r"\s{2,}", line) for line in lines if line.strip())}
