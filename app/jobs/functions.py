"""The work there is: functions that a job may name. Higher floors add theirs; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[..., None]


@dataclass(frozen=True)
class JobFunction:
    """A kind of work. `work` is called with the `Run` and the job's arguments by name.

    `refusals` are exceptions whose `message` is a sentence for whoever asked. `order` is a place in the night's list.
    The file of a `secret` one is sealed on the disk, handed out once, and gone.
    """

    name: str
    work: Work
    label: Any = ""
    refusals: tuple[type[Exception], ...] = ()
    order: int | None = None
    secret: bool = False


_functions: dict[str, JobFunction] = {}


def job(
    name: str,
    label: Any = "",
    *,
    refusals: tuple[type[Exception], ...] = (),
    order: int | None = None,
    secret: bool = False,
) -> Callable[[Work], Work]:
    """Decorator for a function that jobs may name. Raises `ValueError` when the name is taken."""

    def register(work: Work) -> Work:
        if name in _functions:
            raise ValueError(f"two job functions are called '{name}'; give one another name")
        _functions[name] = JobFunction(name, work, label, refusals, order, secret)
        return work

    return register


def nightly(
    name: str, label: Any = "", *, order: int = 50, refusals: tuple[type[Exception], ...] = ()
) -> Callable[[Work], Work]:
    """Decorator for work that is due each night, one after the other by `order`, in the operator's name."""
    return job(name, label, refusals=refusals, order=order)


def function_named(name: str) -> JobFunction:
    """The function called `name`. Raises `LookupError`."""
    try:
        return _functions[name]
    except KeyError:
        raise LookupError(f"no job function is called '{name}'; known: {', '.join(sorted(_functions))}") from None


def refusals_of(name: str) -> tuple[type[Exception], ...]:
    """The exceptions by which a function says no."""
    return _functions[name].refusals if name in _functions else ()


def leaves_secrets(name: str) -> bool:
    """Whether the file that a function leaves is for one pair of eyes, once."""
    return name in _functions and _functions[name].secret


def label_of(name: str) -> Any:
    """What a kind of work is called; of work that this version no longer has, its bare name."""
    return _functions[name].label if name in _functions else name


def nightly_functions() -> list[JobFunction]:
    """The night's list in its order."""
    listed = [function for function in _functions.values() if function.order is not None]
    return sorted(listed, key=lambda function: (function.order, function.name))
