"""Tokens of programs: signed, short-lived, and each no more than the key of a session's row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Request
from flask_jwt_extended import create_access_token, create_refresh_token, decode_token
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError

from app.access.sessions import idle_time
from app.records.settings import settings

ACCESS, REFRESH = "access", "refresh"
BEARER = "Bearer "
MOST = 2_000  # signs


def access_token(user_id: int, key: str) -> str:
    """The token that opens the JSON face for as long as a session may be idle."""
    lasting = idle_time()
    token: str = create_access_token(str(user_id), additional_claims={"key": key}, expires_delta=lasting)
    return token


def refresh_token(user_id: int, key: str) -> str:
    """The token that fetches the next access token."""
    lasting = timedelta(hours=settings().value("session_hours"))
    token: str = create_refresh_token(str(user_id), additional_claims={"key": key}, expires_delta=lasting)
    return token


def claims_of(request: Request, kind: str = ACCESS) -> dict[str, Any] | None:
    """What the bearer's token says when it is ours, unexpired and of this kind; None otherwise."""
    given = request.headers.get("Authorization", "")
    if not given.startswith(BEARER) or len(given) > MOST:
        return None
    try:
        claims: dict[str, Any] = decode_token(given.removeprefix(BEARER).strip())
    except (JWTExtendedException, PyJWTError):
        return None
    whole = claims.get("type") == kind and isinstance(claims.get("sub"), str) and isinstance(claims.get("key"), str)
    return claims if whole else None
