"""Settings of an installation. This module alone reads the environment; secrets come from it or from a file it names.

DATABASE_URL    SQLAlchemy address; without it an SQLite file in the instance folder
DATABASE_OWNER_URL  the same database as the role that owns it, for the operator's commands; DATABASE_URL is then a role
                that owns nothing, behind the second wall
INSTANCE_PATH   folder for the database file, uploads, job files and secrets (default: ./instance)
SECRETS_FILE    file of NAME=value lines with the secrets; without it `secrets.env` in the instance folder, made
                with mode 0600 at the first start
BACKUP_RECIPIENTS  public keys (age1…, with spaces or commas between) for whom backups are encrypted, or a file that
                holds them, one a line
BACKUP_FOLDER   where backups are put, best on a device of its own (default: `backups` in the instance folder)
PUBLIC_URL      the address people type, for links in files and letters
TRUSTED_PROXIES how many proxies of ours stand before the product (default 0); only then is what they say of the
                caller's address believed, which the lock against guessing counts by
"""

from __future__ import annotations

import base64
import os
import secrets
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool

MEGABYTE = 1 << 20
SECRETS = ("SECRET_KEY", "KEY_RING", "INDEX_KEY")


class ConfigurationError(RuntimeError):
    """The environment does not say enough to start; the message says what is missing."""


def instance_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds everything an installation keeps."""
    return Path(environ.get("INSTANCE_PATH") or Path(__file__).parent / "instance").resolve()


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The settings of the application as a dictionary for `create_app`."""
    folder = instance_path(environ)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {**_secrets(folder, environ), **environ}
    public_url = environ.get("PUBLIC_URL", "http://127.0.0.1:8080").rstrip("/")
    return {
        "INSTANCE_PATH": str(folder),
        "SQLALCHEMY_DATABASE_URI": _database_url(environ.get("DATABASE_URL", ""), folder),
        "SQLALCHEMY_BINDS": owner_bind(_database_url(environ.get("DATABASE_OWNER_URL", ""), None)),
        **{name: kept[name] for name in SECRETS},
        "SECRETS_PATH": "" if _secrets_are_elsewhere(environ) else str(folder / "secrets.env"),
        "BACKUP_RECIPIENTS": environ.get("BACKUP_RECIPIENTS", ""),
        "BACKUP_FOLDER": environ.get("BACKUP_FOLDER") or str(folder / "backups"),
        "PUBLIC_URL": public_url,
        "TRUSTED_PROXIES": _trusted_proxies(environ.get("TRUSTED_PROXIES", "0")),
        "UPLOAD_PATH": str(folder / "uploads"),
        "JOB_PATH": str(folder / "jobs"),
        "SESSION_COOKIE_SECURE": public_url.startswith("https://"),
        "LOG_LEVEL": environ.get("LOG_LEVEL", "INFO"),
        **CONSTANT,
        "SQLALCHEMY_ENGINE_OPTIONS": {**ENGINE_OPTIONS, "pool_size": 2 * serving(environ)["threads"]},
    }


def serving(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """How `run.py` serves: the address to bind, worker processes and threads of each."""
    return {
        "bind": environ.get("BIND", "127.0.0.1:8080"),
        "workers": int(environ.get("WEB_CONCURRENCY", "2")),
        "threads": int(environ.get("WEB_THREADS", "4")),
    }


# A thread holds one connection for its request, and a second one for the note that its session is used.
ENGINE_OPTIONS: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
CONSTANT: dict[str, Any] = {
    "VERSION": tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text())["project"]["version"],
    "APP_NAME": "CBCCVC Tuyên Quang",
    "AUTH_TYPE": 1,
    "AUTH_ROLE_ADMIN": "Admin",
    "AUTH_ROLE_PUBLIC": "Public",
    "BABEL_DEFAULT_LOCALE": "vi",
    "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
    "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent / "translations"),
    "LANGUAGES": {"vi": {"flag": "vn", "name": "Tiếng Việt"}},
    "FAB_CREATE_DB": False,
    "FAB_UPDATE_PERMS": False,
    "FAB_API_SWAGGER_UI": False,
    "FAB_ADD_OPENAPI_VIEWS": False,
    "FAB_BASE_TEMPLATE": "base.html",
    "FAB_ADD_SECURITY_API": False,
    "FAB_API_KEY_ENABLED": False,
    "FAB_ALLOW_GET_UNSAFE_MUTATIONS": False,
    "MAX_CONTENT_LENGTH": 30 * MEGABYTE,
    "UPLOAD_MOST_BYTES": 25 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
    "PERMANENT_SESSION_LIFETIME": timedelta(minutes=15),
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_NAME": "cbccvc",
    "WTF_CSRF_TIME_LIMIT": None,
    "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=30),
    "SQLALCHEMY_ENGINE_OPTIONS": ENGINE_OPTIONS,
}


def owner_bind(url: str) -> dict[str, Any]:
    """The owner's engine beside that of the web role. Commands are few: no connection is kept."""
    return {"owner": {"url": url, "poolclass": NullPool, "hide_parameters": True}} if url else {}


def _trusted_proxies(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ConfigurationError("TRUSTED_PROXIES is the number of proxies before the product, such as 1; 0 for none.")
    return int(text)


def _database_url(url: str, folder: Path | None) -> str:
    """The address for psycopg 3 or the embedded file."""
    if not url:
        return f"sqlite:///{folder / 'cbccvc.sqlite'}" if folder else ""
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _secrets(folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """The secrets of a file; the default file is made at the first start, a named one must exist."""
    named = environ.get("SECRETS_FILE")
    path = Path(named) if named else folder / "secrets.env"
    if not path.exists():
        if named:
            raise ConfigurationError(f"SECRETS_FILE names {named}, which does not exist; restore it from your safe.")
        _make_secrets(path)
    lines = (line.partition("=") for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return {name: value for name, _sign, value in lines}


def _secrets_are_elsewhere(environ: Mapping[str, str]) -> bool:
    """Whether the secrets come from a named file or from the environment, not from the default file."""
    return bool(environ.get("SECRETS_FILE")) or any(name in environ for name in SECRETS)


def _make_secrets(path: Path) -> None:
    """Write new random secrets, readable by the owner alone. Losing the file loses what was sealed with it."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    index = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    text = f"SECRET_KEY={secrets.token_urlsafe(48)}\nKEY_RING=k1:{key}\nINDEX_KEY={index}\n"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except FileExistsError:
        return
