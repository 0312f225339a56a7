"""See that Chromium, the browser of the tests, is there; install it where that needs no password."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]


def main() -> int:
    if shutil.which("chromium"):
        return 0
    root = _root()
    if root is not None and shutil.which("apt-get"):
        print("Installing Chromium ...", flush=True)
        # A machine that was never updated knows no package at all.
        _quietly([*root, "apt-get", "update"])
        _quietly([*root, *INSTALL])
    if shutil.which("chromium"):
        return 0
    print("The browser tests need Chromium: sudo apt-get update && sudo apt-get install -y chromium")
    return 1


def _root() -> list[str] | None:
    """What to put before a command that only root may run; None when a password would be asked."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and _quietly([*sudo, "true"])
    return sudo if allowed else None


def _quietly(command: list[str]) -> bool:
    """Run it without a question; its words are shown only when it failed."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode and "apt-get" in command:
        print(done.stdout + done.stderr, file=sys.stderr)
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main())
