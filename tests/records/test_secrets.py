"""Sealed columns: unreadable without the ring, bound to their place, found again by a keyed index."""

import base64

import pytest
from sqlalchemy import create_engine, select, text

from app.extensions import db
from app.records.secrets import KeyRing, SecretError
from tests.toys import Person

OLD, NEW = bytes(32), bytes(range(32))
RING = KeyRing({"k1": OLD}, "k1", b"index")
BOTH = KeyRing({"k1": OLD, "k2": NEW}, "k2", b"index")


def test_what_is_sealed_is_opened_again_and_shows_nothing():
    token = RING.seal("008190000002", "person.secret_number")
    assert token.startswith("k1:") and "008190000002" not in token
    assert RING.open(token, "person.secret_number") == "008190000002"
    assert RING.open(RING.seal("Đặng Thị Ánh", "a.b"), "a.b") == "Đặng Thị Ánh"


def test_no_two_seals_are_alike():
    assert RING.seal("1", "a.b") != RING.seal("1", "a.b")


@pytest.mark.parametrize("place", ["person.notes", "pet.secret_number", ""])
def test_a_sealed_value_cannot_be_moved_to_another_place(place):
    with pytest.raises(SecretError, match="cannot be opened"):
        RING.open(RING.seal("008190000002", "person.secret_number"), place)


def test_an_altered_value_is_not_opened_and_the_error_tells_nothing_of_it():
    name, _, body = RING.seal("008190000002", "a.b").partition(":")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[-1] ^= 1
    with pytest.raises(SecretError) as error:
        RING.open(f"{name}:{base64.urlsafe_b64encode(bytes(raw)).decode()}", "a.b")
    assert "008190000002" not in str(error.value) and body not in str(error.value)


@pytest.mark.parametrize("text", ["Ông Nguyễn Văn A khai man", "Ông Nguyễn: khai man", "khai man"])
def test_what_was_never_sealed_is_not_told(text):
    with pytest.raises(SecretError) as error:
        RING.open(text, "a.b")
    assert "khai" not in str(error.value) and "Nguyễn" not in str(error.value)


def test_the_newest_key_seals_and_the_older_ones_still_open():
    token = RING.seal("1", "a.b")
    assert BOTH.seal("1", "a.b").startswith("k2:") and BOTH.open(token, "a.b") == "1"
    with pytest.raises(SecretError, match="key 'k2' is not on the key ring"):
        RING.open(BOTH.seal("1", "a.b"), "a.b")


def test_the_index_is_the_same_for_the_same_value_in_the_same_place_alone():
    index = RING.index("008190000002", "a.b")
    assert index == BOTH.index("008190000002", "a.b") and len(index) == 64
    others = [
        RING.index("008190000003", "a.b"),
        RING.index("008190000002", "a.c"),
        KeyRing({}, "", b"x").index("008190000002", "a.b"),
    ]
    assert index not in others


def test_the_column_is_plain_in_the_program_and_sealed_in_the_database(world):
    with world.as_operator():
        assert db.session.scalar(select(Person.secret_number).where(Person.id == 1)) == "008190000002"
        url = db.engines.get("owner", db.engine).url
    engine = create_engine(url)
    with engine.connect() as connection:
        raw = connection.execute(text("SELECT secret_number FROM person WHERE id = 1")).scalar()
        every = connection.execute(text("SELECT * FROM person")).all()
    engine.dispose()
    assert raw.startswith("t1:") and "008190000002" not in str(every)
