"""Why a verb was refused: each refusal is a sentence for the person who asked, and carries nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from app.records.problems import Problem


class Refusal(Exception):
    """The base of every refusal; `message` is translatable."""

    message: Any = _("This cannot be done.")

    def __init__(self, message: Any = None) -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class NotAllowed(Refusal):
    """The right is not held over this row."""

    message = _("You do not have the right to do this.")


class NotFound(Refusal):
    """There is no such row within reach."""

    message = _("There is no such row, or it is outside your scope.")


class OwnChange(NotAllowed):
    """Maker and checker must be two persons (Điều 6 of the regulation)."""

    message = _("Nobody approves his own change or his own record; ask another competent person.")


class WrongState(Refusal):
    """Someone else was quicker, or the verb does not fit the state."""

    message = _("This change has already been dealt with.")


class Stale(Refusal):
    """The official row has moved since the change was shown."""

    message = _("The row has changed since you saw it; look at it again before you decide.")


class Invalid(Refusal):
    """The values cannot become official; `problems` says why, field by field."""

    message = _("Some items need attention.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)
