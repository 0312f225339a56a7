"""What PostgreSQL lets the web role do to a table as a whole: what nothing it serves ever writes, it only reads."""

from __future__ import annotations

FRAMEWORK = "ab_"
EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
READ = "SELECT"
PRIVILEGES = {
    # Accounts and grants are made at the server's console.
    "ab_user": "SELECT, UPDATE (password, active)",
    "login": "SELECT, UPDATE (session_version, must_change, temporary_until, signed_in_at)",
    "access_grant": READ,
    # Entries are only ever added.
    "audit_entry": "SELECT, INSERT",
    "past_password": "SELECT, INSERT",
    "national_packet": "SELECT, INSERT",
    "national_held_back": "SELECT, INSERT",
    # `flask bootstrap` plants them, the operator changes them.
    "setting": READ,
    "holiday": READ,
}


def privileges(table: str) -> str:
    """The privileges of the web role on a table, as GRANT wants them."""
    return PRIVILEGES.get(table, READ if table.startswith(FRAMEWORK) else EVERYTHING)
