"""S12: the framework's API keys go past the second factor, may never expire, and open more than their scopes say."""

from tests.attacks.stock import PersonApi
from tests.browsing import browse
from tests.signing_in import Telephone, account, ask_tokens, bearer

KEY = "sst_" + "a" * 43


def test_stock_key_opens_more_than_its_scopes(stock):
    app = stock(apis=(PersonApi,), FAB_API_KEY_ENABLED=True)
    app.clerk(PersonApi=["can_get"])
    with app.session():
        sm = app.appbuilder.sm
        user = sm.find_user(username="clerk")
        key = sm.create_api_key(user, "mine", scopes="can_get on NothingAtAll", expires_on=None)["key"]

    answer = app.app.test_client().get("/api/v1/stock_person/", headers=bearer(key))

    assert answer.status_code == 200
    assert answer.json["count"] == 2


def test_ours_offers_no_keys_and_takes_none(world):
    assert world.app.config["FAB_API_KEY_ENABLED"] is False
    assert [rule.rule for rule in world.app.url_map.iter_rules() if "key" in rule.rule] == []
    assert world.app.test_client().get("/api/v1/person/", headers=bearer(KEY)).status_code == 401
    with world.as_operator():
        sm = world.app.appbuilder.sm
        made = sm.create_api_key(sm.get_user_by_id(world.users["officer"]), "mine", scopes=None, expires_on=None)
    assert world.app.test_client().get("/api/v1/person/", headers=bearer(made["key"])).status_code == 401
    assert browse(world, "officer").post("/api/v1/security/api_keys/", json={}).status_code == 404


def test_ours_gives_no_token_past_the_second_factor(world):
    user_id = account(world.app, "hoa")
    early = ask_tokens(world.app.test_client(), "hoa").json
    telephone = Telephone(world.app, user_id)
    client = world.app.test_client()

    assert client.get("/api/v1/person/", headers=bearer(early["access_token"])).status_code == 401
    assert client.post("/api/v1/security/refresh", headers=bearer(early["refresh_token"])).status_code == 401
    for code in (None, "", "000000", telephone.recovery[0][:-1]):
        told = ask_tokens(client, "hoa", **({} if code is None else {"code": code}))
        assert told.status_code in (400, 401), code
        assert "access_token" not in told.json
    assert "access_token" in ask_tokens(client, "hoa", code=telephone.code()).json
