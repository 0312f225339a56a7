"""Signing in for programs: name and password (and the code) for a pair of tokens, each the key of one session's row."""

from __future__ import annotations

import math
import re
from typing import Any

from flask import Response, request
from flask_appbuilder.api import BaseApi, expose
from flask_babel import gettext
from flask_login import current_user

from app.access import sessions, tokens
from app.access.audit import note
from app.access.authentication import Outcome, sign_in
from app.access.models import Login
from app.access.second_factor import is_required
from app.access.security import ASKED
from app.access.sign_in_view import told
from app.access.standing import NOBODY, acting_as
from app.extensions import db

NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
LONGEST = 200  # signs of a name, a password or a code


class SigningInApi(BaseApi):
    """`/api/v1/security/`: no cookie is read or set here, so no token of a page is asked for."""

    resource_name = "security"
    class_permission_name = "HomeView"
    csrf_exempt = True

    def add_api_spec(self, api_spec: Any) -> None:
        """No specification is published from here."""

    @expose("/login", methods=["POST"])
    def login(self) -> Response:
        """200 with tokens; 400 for a body that is not understood, 401, 403 when something is to be done first, 429."""
        sent = request.get_json(silent=True) if request.is_json else None
        if not isinstance(sent, dict) or not all(_is_word(sent.get(name)) for name in ("username", "password")):
            return self.response(400, message=gettext("Send user name and password as texts in one JSON object."))
        code = sent.get("code")
        if code is not None and not _is_word(code):
            return self.response(400, message=gettext("Send the code as a text."))
        outcome = sign_in(sent["username"], sent["password"], code)
        if outcome.verdict == "locked":
            return self._locked(outcome)
        if outcome.verdict == "code_needed":
            message = gettext("Send the code of your second factor with the name and the password.")
            return self.response(401, message=message, code_needed=True)
        if outcome.verdict == "refused" or outcome.user_id is None:
            return self.response(401, message=told(outcome))
        return self._entered(outcome.user_id, outcome)

    def _locked(self, outcome: Outcome) -> Response:
        answer = self.response(429, message=told(outcome))
        answer.headers["Retry-After"] = str(math.ceil(outcome.wait.total_seconds()) or 1)
        return answer

    def _entered(self, user_id: int, outcome: Outcome) -> Response:
        login = db.session.get(Login, user_id)
        asked = "password" if login and login.must_change else "second_factor" if outcome.needs_factor else ""
        if asked:
            return self.response(403, message=str(ASKED[asked][1]))
        key = sessions.begin(user_id, sessions.TOKEN, outcome.version, second_factor=outcome.second_factor)
        db.session.commit()
        return self.response(
            200,
            access_token=tokens.access_token(user_id, key),
            refresh_token=tokens.refresh_token(user_id, key),
            expires_in=_lasting(),
        )

    @expose("/refresh", methods=["POST"])
    def refresh(self) -> Response:
        """A new access token for the bearer of a refresh token whose session is alive."""
        claims = tokens.claims_of(request, tokens.REFRESH)
        entry = None
        if claims is not None and claims["sub"].isascii() and claims["sub"].isdigit():
            with acting_as(NOBODY):
                entry = sessions.enter(claims["key"], int(claims["sub"]), sessions.TOKEN)
        if entry is None or claims is None:
            return self.response(401, message=gettext("Sign in first."))
        user_id = entry.session.user_id
        # A role that needs a second factor may have come since the session began.
        asked = entry.asked or ("second_factor" if not entry.session.second_factor and is_required(user_id) else "")
        if asked:
            return self.response(403, message=str(ASKED[asked][1]))
        return self.response(200, access_token=tokens.access_token(user_id, claims["key"]), expires_in=_lasting())

    @expose("/logout", methods=["POST"])
    def logout(self) -> Response:
        """End the session of the access token that is sent along; its refresh token ends with it."""
        claims = tokens.claims_of(request)
        key = claims["key"] if claims else None
        if not current_user.is_authenticated or key is None or not _ends(key):
            return self.response(401, message=gettext("Sign in first."))
        return Response(status=204)


def _ends(key: str) -> bool:
    ended = sessions.end_by_key(key, sessions.TOKEN, "sign_out")
    if ended is not None:
        note("sign_out", user_id=ended)
    db.session.commit()
    return ended is not None


def _lasting() -> int:
    return int(sessions.idle_time().total_seconds())


def _is_word(value: Any) -> bool:
    """A text that can be stored: JSON lets half a pair of surrogates through, which is no character."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST and not NO_CHARACTER.search(value)
