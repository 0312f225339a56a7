"""What the night clears away of the sign-in: sessions and wrong tries of long ago."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.access import sessions, tries
from app.jobs.functions import nightly
from app.jobs.run import Run


@nightly("clear_old_sessions", _("Clearing away of old sessions and wrong sign-in attempts"), order=85)
def clear_old_sessions(run: Run) -> None:
    """Remove rows of sessions that ended a month ago, and tries that no longer count."""
    run.advance(sessions.clear_old() + tries.clear_old())
