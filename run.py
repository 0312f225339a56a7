"""Serve the product: the web server and the job worker, ended together by one Ctrl-C or SIGTERM.

`python run.py` watches over both. Where a service manager does that, let it run `python run.py web`
and `flask worker`.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dotenv import load_dotenv
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

import config

ROOT = Path(__file__).resolve().parent
WEB = [sys.executable, str(ROOT / "run.py"), "web"]
JOBS = [sys.executable, "-m", "flask", "worker"]

SERVING = {"worker_class": "gthread", "control_socket_disable": True, "proc_name": "cbccvc"}
GLANCE = 0.2  # seconds between two looks at the children
GRACE = 35  # seconds for the requests and the job under way; gunicorn itself gives its requests 30
LONGEST_PAUSE = 30  # seconds before a job worker that keeps dying is started again
SOUND = 60  # seconds after which a job worker counts as having started well


class Web(BaseApplication):
    """The web server. Each of its workers makes the application for itself; the master never does."""

    def load_config(self) -> None:
        for name, value in {**config.serving(), **SERVING}.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        app = import_app("app:serve()")
        # What stands for good is not searched for garbage while a reader waits for his page.
        gc.collect()
        gc.freeze()
        return app


class Child:
    """A process in a session of its own: Ctrl-C reaches it only through us, its children share its group."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True, preexec_fn=_end_with_parent)

    @property
    def code(self) -> int | None:
        return self.process.poll()

    def terminate(self) -> None:
        if self.code is None:
            self.process.terminate()

    def clear_away(self) -> None:
        """Kill it if it still lives, and whatever it left behind."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()


class Jobs(Child):
    """The job worker, started again whenever it dies, after a pause that grows while it dies young."""

    died_young = 0
    due: float | None = None

    def keep_alive(self) -> None:
        if self.code is None:
            return
        now = time.monotonic()
        if self.due is None:
            self.died_young = self.died_young + 1 if now - self.started < SOUND else 0
            pause = min(2**self.died_young - 1, LONGEST_PAUSE)
            print(f"Job worker ended with code {self.code}, next start in {pause} s.", file=sys.stderr)
            self.due = now + pause
        if now >= self.due:
            self.due = None
            self.clear_away()
            self.start()


class Supervisor:
    """Watches over both children until a signal comes, or until the web server gives up."""

    def __init__(self) -> None:
        self.signals = 0
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        # Under nohup it stays ignored: the product outlives the terminal that started it.
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._note)

    def _note(self, *_: object) -> None:
        self.signals += 1

    def run(self) -> int:
        """The exit code: 0 when asked to end, else the web server's, which ends only when it cannot serve."""
        web, jobs = Child(WEB), Jobs(JOBS)
        while not self.signals and web.code is None:
            jobs.keep_alive()
            time.sleep(GLANCE)
        asked = bool(self.signals)
        self._end([web, jobs])
        return 0 if asked else abs(web.code or 1)

    def _end(self, children: list[Child]) -> None:
        """Ask, wait, then kill. A second Ctrl-C does not wait."""
        patience = self.signals + 1
        deadline = time.monotonic() + GRACE
        for child in children:
            child.terminate()
        while self.signals < patience and time.monotonic() < deadline:
            if all(child.code is not None for child in children):
                break
            time.sleep(GLANCE)
        for child in children:
            child.clear_away()


def _end_with_parent() -> None:
    """Have Linux end this child when its parent is killed outright and cannot."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def main() -> int:
    # The `flask` command reads .env too: all parts of the product must see the same settings.
    load_dotenv(ROOT / ".env")
    if sys.argv[1:] == ["web"]:
        Web().run()
        return 0
    return Supervisor().run()


if __name__ == "__main__":
    sys.exit(main())
