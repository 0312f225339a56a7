"""The sign-in operations of a program, as the document describes them."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

SECURITY = "/api/v1/security"


def operations() -> dict[str, Any]:
    """Signing in, renewing the token, signing out."""
    return {
        f"{SECURITY}/login": {"post": {**_operation("sign_in", gettext("Sign in")), "security": [], **_LOGIN}},
        f"{SECURITY}/refresh": {
            "post": {
                **_operation("refresh_token", gettext("Renew the access token with the refresh token")),
                "security": [{"bearer": []}],
                "responses": {"200": _json(_TOKEN), "401": _PROBLEM, "403": _PROBLEM},
            }
        },
        f"{SECURITY}/logout": {
            "post": {
                **_operation("sign_out", gettext("Sign out")),
                "security": [{"bearer": []}],
                "responses": {"204": {"description": "204"}, "401": _PROBLEM},
            }
        },
    }


def _operation(name: str, summary: str) -> dict[str, Any]:
    return {"operationId": name, "summary": summary, "tags": [gettext("Sign in")]}


def _json(properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {"description": "200", "content": {"application/json": {"schema": schema}}}


_PROBLEM = {"$ref": "#/components/responses/Refused"}
_TOKEN: dict[str, Any] = {"access_token": {"type": "string"}, "expires_in": {"type": "integer"}}
_LOGIN: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in ("username", "password", "code")},
                    "required": ["username", "password"],
                    "examples": [{"username": "may.vi.du", "password": "Mat-khau-vi-du-01"}],
                }
            }
        },
    },
    "responses": {
        "200": _json({**_TOKEN, "refresh_token": {"type": "string"}}),
        "400": _PROBLEM,
        "401": _PROBLEM,
        "403": _PROBLEM,
        "429": {
            "description": "429",
            "headers": {"Retry-After": {"schema": {"type": "integer"}}},
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        },
    },
}
