"""What this process has in hand, while it is a worker."""

from __future__ import annotations

import threading

held: set[str] = set()  # the runs under way
ending = threading.Event()  # set when the worker was told to end
