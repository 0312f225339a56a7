"""What was worked out lately, for whoever asks the same again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from threading import Lock
from typing import Any, Generic, TypeVar

Held = TypeVar("Held")
MISSING: Any = object()


class Recent(Generic[Held]):
    """At most so many things by their keys. The one that was not asked for longest makes room for a new one.

    Never all at once: at the limit each newcomer costs one piece of work, not everybody all of his.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[Hashable, Held] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable, work_out: Callable[[], Held]) -> Held:
        """What is held under the key, else what `work_out` makes; of two that make it at once all get the same."""
        with self._lock:
            found: Held = self._held.get(key, MISSING)
            if found is not MISSING:
                self._held.move_to_end(key)
                return found
        made = work_out()
        with self._lock:
            found = self._held.setdefault(key, made)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return found

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Hashable]:
        """The keys, the one asked for longest ago first."""
        return iter(list(self._held))

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
