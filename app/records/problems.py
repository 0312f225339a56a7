"""What is wrong with a value or a row, in words a clerk can act on."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _


class FieldError(ValueError):
    """A value that a field cannot take; `message` is a translatable sentence with the remedy."""

    def __init__(self, message: object) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Problem:
    """One finding about a row: `field` is a field's name or None for the whole row.

    An `error` refuses the row; a `warning` is shown to whoever enters and to whoever approves.
    """

    message: object
    field: str | None = None
    severity: str = "error"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


REQUIRED = _("This item is required.")
