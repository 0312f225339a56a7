"""The catalogue of words, and the tool that keeps it."""

from __future__ import annotations

import gettext
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

TOOL = Path(__file__).resolve().parent.parent / "tools" / "translate.py"
COMPLETE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Add"
msgstr "Thêm"

msgid "%(number)d day"
msgid_plural "%(number)d days"
msgstr[0] "%(number)d ngày"

msgid "%s of %d in {unit}"
msgstr "{unit}: %s trên %d"
"""


def load_tool() -> ModuleType:
    """tools/ is a folder of scripts, not a package on the path."""
    spec = importlib.util.spec_from_file_location("translate", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translate = load_tool()


@pytest.fixture(scope="module")
def framework_words() -> Catalog:
    words: Catalog = translate.words_in(*translate.framework_folders())
    return words


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """A copy of the product's own catalogue, free to spoil."""
    return Path(shutil.copytree(translate.TRANSLATIONS, tmp_path / "translations"))


@pytest.fixture
def words() -> Catalog:
    """The words that COMPLETE translates."""
    catalog = Catalog()
    for word in ("Add", ("%(number)d day", "%(number)d days"), "%s of %d in {unit}"):
        catalog.add(word)
    return catalog


def catalogue(folder: Path, text: str) -> Path:
    """A translations folder that holds this text as its Vietnamese catalogue."""
    path = folder / translate.VIETNAMESE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_extracting_twice_gives_the_same_bytes(translations: Path) -> None:
    translate.extract(translations, translate.words_in(translate.APP, *translate.framework_folders()))
    first = contents(translations)

    translate.extract(translations, translate.words_in(translate.APP, *translate.framework_folders()))

    assert contents(translations) == first


def test_extraction_leaves_no_path_date_or_address_in_the_files(translations: Path, framework_words: Catalog) -> None:
    translate.extract(translations, framework_words)

    for path in (translations / translate.TEMPLATE, translations / translate.VIETNAMESE):
        text = path.read_text(encoding="utf-8")
        assert "\n#:" not in text
        assert "-Date:" not in text
        assert "@" not in text
        assert not any(str(folder) in text for folder in translate.framework_folders())


def test_extraction_finds_the_words_of_python_and_of_templates_in_any_folder(tmp_path: Path) -> None:
    macros = tmp_path / "templates" / "_macros"
    macros.mkdir(parents=True)
    (tmp_path / "labels.py").write_text('N_("Rank")\nlazy_ngettext("one day", "many days", 2)\n')
    (macros / "page.html").write_text("{{ _('Approve') }}{% trans %}Return{% endtrans %}")

    found = translate.by_key(translate.words_in(tmp_path))

    assert set(found) == {("Rank",), ("one day", "many days"), ("Approve",), ("Return",)}


def test_extraction_keeps_a_translation_drops_an_obsolete_word_and_guesses_nothing(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, COMPLETE)
    words = Catalog()
    words.add("Add")
    words.add("%s of %d in {units}")

    translate.extract(folder, words)

    assert translate.faults(folder, words) == ["not translated: '%s of %d in {units}'"]
    text = (folder / translate.VIETNAMESE).read_text(encoding="utf-8")
    assert 'msgstr "Thêm"' in text
    assert "day" not in text and "fuzzy" not in text


def test_a_complete_catalogue_has_no_fault_and_checking_writes_nothing(tmp_path: Path, words: Catalog) -> None:
    folder = catalogue(tmp_path, COMPLETE)
    before = contents(folder)

    assert translate.faults(folder, words) == []
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("sound", "spoilt", "fault"),
    [
        pytest.param('"Thêm"', '""', "not translated: 'Add'", id="untranslated"),
        pytest.param('[0] "%(number)d ngày"', '[0] ""', "not translated: '%(number)d day'", id="plural"),
        pytest.param('msgid "Add"', '#, fuzzy\nmsgid "Add"', "fuzzy: 'Add'", id="fuzzy"),
    ],
)
def test_check_finds_an_entry_that_is_not_translated_or_fuzzy(
    tmp_path: Path, words: Catalog, sound: str, spoilt: str, fault: str
) -> None:
    folder = catalogue(tmp_path, COMPLETE.replace(sound, spoilt))

    assert translate.faults(folder, words) == [fault]


@pytest.mark.parametrize(
    ("sound", "spoilt", "word"),
    [
        pytest.param("%(number)d ngày", "%(so)d ngày", "%(number)d day", id="renamed"),
        pytest.param("%(number)d ngày", "%(number)s ngày", "%(number)d day", id="another kind"),
        pytest.param("%(number)d ngày", "100% %(number)d ngày", "%(number)d day", id="stray percent"),
        pytest.param("{unit}: %s trên %d", "{unit}: %s", "%s of %d in {unit}", id="lost"),
        pytest.param("{unit}: %s trên %d", "{unit}: %d trên %s", "%s of %d in {unit}", id="order"),
        pytest.param("{unit}: %s trên %d", "{don_vi}: %s trên %d", "%s of %d in {unit}", id="brace"),
    ],
)
def test_check_finds_a_broken_placeholder(tmp_path: Path, words: Catalog, sound: str, spoilt: str, word: str) -> None:
    folder = catalogue(tmp_path, COMPLETE.replace(sound, spoilt))

    assert translate.faults(folder, words) == [f"placeholders differ: {word!r}"]


def test_check_finds_a_new_word_and_a_word_that_is_gone(tmp_path: Path, words: Catalog) -> None:
    folder = catalogue(tmp_path, COMPLETE)
    words.delete("Add")
    words.add("Remove")

    faults = translate.faults(folder, words)

    assert faults == ["not in messages.po: 'Remove'", "no longer in the code: 'Add'"]


def test_the_check_command_fails_on_a_spoilt_catalogue_and_names_the_word(
    translations: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = translations / translate.VIETNAMESE
    path.write_text(path.read_text(encoding="utf-8").replace('"Lưu"', '""'), encoding="utf-8")
    monkeypatch.setattr(translate, "TRANSLATIONS", translations)

    assert translate.main(["check"]) == 1
    assert "not translated: 'Save'" in capsys.readouterr().out


def test_all_words_of_the_framework_are_translated(framework_words: Catalog) -> None:
    held = translate.by_key(translate.read(translate.TRANSLATIONS / translate.VIETNAMESE))

    for key in translate.by_key(framework_words):
        assert key in held
        assert list(translate.faults_of(held[key])) == [], key


def test_the_compiled_catalogue_answers_in_one_form_for_any_number(translations: Path) -> None:
    translate.compile_catalogue(translations)
    with (translations / translate.VIETNAMESE).with_suffix(".mo").open("rb") as file:
        vietnamese = gettext.GNUTranslations(file)

    too_long = "Field cannot be longer than %(max)d character."
    too_long_plural = "Field cannot be longer than %(max)d characters."
    for number in (1, 5):
        message = vietnamese.ngettext(too_long, too_long_plural, number) % {"max": number}
        assert message == f"Không được nhập quá {number} ký tự."
    assert vietnamese.gettext("This field is required.") == "Mục này bắt buộc nhập."
