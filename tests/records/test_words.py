"""Declared labels are translated once for each language."""

from flask_babel import force_locale, lazy_gettext

from app.records import words
from app.records.words import speaker

LABEL = lazy_gettext("Unit")


class Counted:
    """A label that counts how often it is read."""

    def __init__(self):
        self.readings = 0

    def __str__(self):
        self.readings += 1
        return f"label {self.readings}"


def test_a_label_reads_in_the_language_of_the_reader(toy_app):
    with toy_app.test_request_context():
        for language, text in (("vi", "Cơ quan, đơn vị"), ("en", "Unit"), ("vi", "Cơ quan, đơn vị")):
            with force_locale(language):
                assert speaker()(LABEL) == text


def test_it_is_translated_once_and_a_text_is_what_it_is(toy_app):
    label = Counted()
    with toy_app.test_request_context():
        assert [speaker()(label) for _page in range(3)] == ["label 1"] * 3
        assert speaker()("Unit") == "Unit"
        assert label.readings == 1


def test_labels_that_are_made_again_and_again_do_not_fill_the_memory(toy_app, monkeypatch):
    monkeypatch.setattr(words, "LABELS_MOST", 10)
    with toy_app.test_request_context():
        for _page in range(50):
            assert speaker()(Counted()) == "label 1"
        assert len(toy_app.extensions["spoken"]) <= 11
