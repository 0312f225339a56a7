"""Why a verb was refused: each refusal is a sentence for the person who asked, and carries nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class RightsChanged(NotAllowed):
    """What a long work may put into its file was judged when it began, and holds no longer."""

    message = _("Your rights have changed while the file was made, so there is none; ask for it again.")


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


class Clash(Refusal):
    """The database itself refused: a key was taken, or a row pointed at went away, in the same moment."""

    message = _(
        "Another row with the same key has become official meanwhile, or a row that this one points at is gone; "
        "look at it again."
    )


class Busy(Refusal):
    """Another session holds what this one needs, and one of them had to give way."""

    message = _("The same rows are being written at this moment; try again.")


class Doubtful(Refusal):
    """A decision on many at once does not pass over what is doubtful unless it says so."""

    message = _("It carries a warning; look at it by itself, or include those with warnings.")


class Invalid(Refusal):
    """The values cannot become official; `problems` says why, field by field."""

    message = _("Some items need attention.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)


class InvalidRows(Invalid):
    """Rows of a bulk that cannot become official; `rows` gives the findings by the row's number, the first being 1."""

    def __init__(self, rows: Mapping[int, Sequence[Problem]]) -> None:
        super().__init__([problem for problems in rows.values() for problem in problems])
        self.rows = dict(rows)
        number, problems = next(iter(self.rows.items()))
        place = f"{problems[0].field}: " if problems[0].field else ""
        self.message = _(
            "%(count)d rows need attention; row %(number)d: %(reason)s",
            count=len(self.rows),
            number=number,
            reason=f"{place}{problems[0].message}",
        )
        self.args = (str(self.message),)


def sentence(refusal: Refusal) -> str:
    """What is said of a refusal: each finding when there are some, else its message."""
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    found = [str(problem.message) for problem in problems if problem.is_error]
    return " ".join(dict.fromkeys(found)) or str(refusal.message)
