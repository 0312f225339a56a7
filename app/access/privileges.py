"""What PostgreSQL lets the web role do to a table as a whole: what nothing it serves ever writes, it only reads."""

from __future__ import annotations

FRAMEWORK = "ab_"
EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
READ = "SELECT"
NEW_USER = (
    "id, first_name, last_name, username, password, active, email, last_login, login_count, fail_login_count, "
    "created_on, changed_on, created_by_fk, changed_by_fk"
)
NEW_LOGIN = "user_id, kind, unit_id, subject_id, session_version, must_change, temporary_until, signed_in_at"
NEW_GRANT = "id, user_id, role, unit_id, follows, valid_from, valid_to, document, request_id, ended_by"
PRIVILEGES = {
    # An account is opened, never renamed or removed: a user name is not given twice.
    "ab_user": f"SELECT, INSERT ({NEW_USER}), UPDATE (password, active)",
    "login": f"SELECT, INSERT ({NEW_LOGIN}), UPDATE (session_version, must_change, temporary_until, signed_in_at)",
    # What may come in, and which rows may end, the policies of `app.access.granting` say.
    "access_grant": f"SELECT, INSERT ({NEW_GRANT}), UPDATE (valid_to, ended_by)",
    # Entries are only ever added.
    "audit_entry": "SELECT, INSERT",
    "past_password": "SELECT, INSERT",
    # What was released stays as it was; a mistake is withdrawn.
    "published_set": "SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by, withdrawn_why)",
    "national_packet": "SELECT, INSERT",
    "national_held_back": "SELECT, INSERT",
    # `flask bootstrap` plants them, the operator changes them.
    "setting": READ,
}


def privileges(table: str) -> str:
    """The privileges of the web role on a table, as GRANT wants them."""
    return PRIVILEGES.get(table, READ if table.startswith(FRAMEWORK) else EVERYTHING)
