"""S10: the framework limits guessing at its form alone; its JSON sign-in takes as many tries as one likes."""

import pytest

from app.extensions import db
from tests.conftest import make_app
from tests.signing_in import PASSWORD, account, ask_tokens, enter, is_in
from tests.toys import area

LIMITED = {
    "AUTH_RATE_LIMITED": True,
    "AUTH_RATE_LIMIT": "5 per minute",
    "RATELIMIT_ENABLED": True,
    "RATELIMIT_STORAGE_URI": "memory://",
    "FAB_ADD_SECURITY_API": True,
}


def test_stock_takes_any_number_of_wrong_json_logins(stock):
    app = stock(**LIMITED)
    app.clerk()
    client = app.app.test_client()
    wrong = {"username": "clerk", "password": "wrong", "provider": "db"}

    told = [client.post("/api/v1/security/login", json=wrong).status_code for _ in range(12)]

    assert told == [401] * 12
    right = client.post("/api/v1/security/login", json={**wrong, "password": "pw"})
    assert right.status_code == 200


@pytest.mark.parametrize("name", ["hoa", "khong.ai.ca"])
def test_ours_locks_json_and_form_together(world, name):
    account(world.app, "hoa")
    program, browser = world.app.test_client(), world.app.test_client()

    told = [ask_tokens(program, name, "sai").status_code for _ in range(3)]
    told += [enter(browser, name, "sai").status_code for _ in range(2)]

    assert told == [401, 401, 401, 200, 200]
    locked = ask_tokens(program, name, PASSWORD)
    assert (locked.status_code, int(locked.headers["Retry-After"]) > 50) == (429, True)
    assert enter(browser, name).status_code == 429
    assert not is_in(browser)


def test_ours_keeps_no_count_in_the_memory_of_a_process(world, tmp_path):
    """What one worker counted, the next one knows: it stands in the database."""
    account(world.app, "hoa")
    for _ in range(5):
        ask_tokens(world.app.test_client(), "hoa", "sai")
    with world.app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    another = make_app(url, tmp_path, [area])

    assert ask_tokens(another.test_client(), "hoa").status_code == 429
    with another.app_context():
        db.engine.dispose()
