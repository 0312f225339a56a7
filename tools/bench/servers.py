"""The servers under measurement: the product's own, and the one that serves the floor, each started and ended here."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKERS, THREADS = 2, 4
PATIENCE = 60.0
PRODUCT = [sys.executable, "run.py", "web"]
TRUNK = [sys.executable, "-m", "tools.bench.trunk"]
FLOOR = [sys.executable, "-m", "tools.bench.floor"]


@dataclass(frozen=True)
class Running:
    """A web server: its port, and the process that leads its workers."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Megabytes that its workers hold now."""
        return sum(_resident(pid) for pid in _children(self.process.pid)) // 1024

    def worked(self) -> float:
        """Seconds of a processor that its workers have spent until now."""
        return sum(_worked(pid) for pid in _children(self.process.pid))


@contextlib.contextmanager
def serving(command: list[str], environ: Mapping[str, str]) -> Iterator[Running]:
    """A server for as long as the block lasts, configured as the product's is."""
    port = _free_port()
    settings = {
        **os.environ,
        **environ,
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": str(WORKERS),
        "WEB_THREADS": str(THREADS),
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(command, cwd=ROOT, env=settings, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Running(port, process)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it answers at all."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def _resident(pid: int) -> int:
    """Kilobytes of a process that are in memory."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def _worked(pid: int) -> float:
    """The 14th and 15th word of the process's line, counted behind its name, which may hold anything."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
