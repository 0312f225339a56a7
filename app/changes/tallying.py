"""How a verb went on many changes: how many it was used on, and why it was refused for the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from app.changes.refusals import Refusal, sentence

APPROVE, RETURN, WITHDRAW = "approve", "return", "withdraw"
MOST_REASONS = 8


@dataclass(frozen=True)
class Tally:
    """`reasons` says how often each reason of a refusal was given."""

    done: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(self.reasons.values())

    def with_one_done(self) -> Tally:
        return Tally(self.done + 1, self.reasons)

    def with_refusal(self, refusal: Refusal) -> Tally:
        reason = sentence(refusal)
        return Tally(self.done, {**self.reasons, reason: self.reasons.get(reason, 0) + 1})

    def noted(self) -> dict[str, Any]:
        """For the notes of a job, from which the next run begins."""
        return {"done": self.done, "reasons": dict(self.reasons)}

    @classmethod
    def from_notes(cls, notes: Mapping[str, Any]) -> Tally:
        return cls(notes.get("done", 0), notes.get("reasons", {}))


def in_words(tally: Tally, verb: str) -> str:
    """What was done, for whoever asked, and why the rest was not: the commonest reasons first."""
    sentences: dict[str, Callable[[], str]] = {
        APPROVE: lambda: gettext(
            "%(done)d approved, %(refused)d not approved.", done=tally.done, refused=tally.refused
        ),
        RETURN: lambda: gettext("%(done)d returned, %(refused)d not returned.", done=tally.done, refused=tally.refused),
        WITHDRAW: lambda: gettext(
            "%(done)d withdrawn, %(refused)d not withdrawn.", done=tally.done, refused=tally.refused
        ),
    }
    reasons = sorted(tally.reasons.items(), key=lambda item: -item[1])
    told = [
        gettext("%(count)d times: %(reason)s", count=count, reason=reason) for reason, count in reasons[:MOST_REASONS]
    ]
    return " ".join([sentences[verb](), *told])
