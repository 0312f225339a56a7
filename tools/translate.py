"""Keeps the catalogue of words: `python tools/translate.py extract | compile | check`.

One domain holds our own words and those of the libraries that speak to the user, so that one file is
translated and one rule covers it: complete, nothing fuzzy, every placeholder kept.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"
TRANSLATIONS = ROOT / "translations"
TEMPLATE = "messages.pot"
VIETNAMESE = Path("vi", "LC_MESSAGES", "messages.po")
FRAMEWORK = ("flask_appbuilder", "flask_wtf", "wtforms")
KEYWORDS = {
    **dict.fromkeys(("_", "__", "N_", "gettext", "lazy_gettext", "lazy_formatter_gettext")),
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}

# Babel's own header carries dates, its version and e-mail addresses, which differ from run to run.
HEADER = """\
# Words of CBCCVC, Flask-AppBuilder and WTForms. Kept by tools/translate.py.
msgid ""
msgstr ""
"Project-Id-Version: CBCCVC\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
VIETNAMESE_HEADER = HEADER + '"Language: vi\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'

POSITIONAL = re.compile(r"(?<!%)%[\d.]*[dfrs]")
NAMED = re.compile(r"%\(\w+\)[^a-zA-Z]*[a-zA-Z]|\{[^{}]*\}")

MessageKey = tuple[str, ...]


def framework_folders() -> list[Path]:
    """Where the libraries with words of their own are installed."""
    return [installed(name) for name in FRAMEWORK]


def installed(library: str) -> Path:
    """The folder of one library; its absence must not pass for a library without words."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{library} is not installed; install requirements.txt first")
    return Path(spec.origin).parent


def words_in(*folders: Path) -> Catalog:
    """Every word that the Python and HTML files of these folders mark for translation."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    catalog = Catalog()
    for folder in folders:
        # Babel's own filter passes over folders that begin with an underscore, such as templates/_macros.
        found = extract_from_dir(folder, methods, options, KEYWORDS, directory_filter=lambda _path: True)
        for _file, _line, words, _comments, context in found:
            catalog.add(words, context=context)
    return catalog


def read(path: Path) -> Catalog:
    """The Vietnamese catalogue at this path, or an empty one."""
    if not path.exists():
        return Catalog(locale="vi")
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def rendered(catalog: Catalog, header: str) -> bytes:
    """The catalogue as the bytes of a .po file that depend on its words alone."""
    body = BytesIO()
    write_po(body, catalog, 0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return f"{header}\n".encode() + body.getvalue().rstrip() + b"\n"


def extract(translations: Path, words: Catalog) -> None:
    """Bring messages.pot and messages.po in step with the words; translations of words that stay are kept."""
    vietnamese = translations / VIETNAMESE
    catalog = read(vietnamese)
    catalog.update(words, no_fuzzy_matching=True)
    vietnamese.parent.mkdir(parents=True, exist_ok=True)
    vietnamese.write_bytes(rendered(catalog, VIETNAMESE_HEADER))
    (translations / TEMPLATE).write_bytes(rendered(words, HEADER))


def compile_catalogue(translations: Path) -> None:
    """Write messages.mo, which the running product reads, beside messages.po."""
    vietnamese = translations / VIETNAMESE
    with vietnamese.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(vietnamese))


def faults(translations: Path, words: Catalog) -> list[str]:
    """What keeps the Vietnamese catalogue from being complete and true to these words, one line each."""
    wanted, held = by_key(words), by_key(read(translations / VIETNAMESE))
    return [
        *(f"not in messages.po: {key[0]!r}" for key in wanted.keys() - held.keys()),
        *(f"no longer in the code: {key[0]!r}" for key in held.keys() - wanted.keys()),
        *(f"{fault}: {key[0]!r}" for key, message in held.items() for fault in faults_of(message)),
    ]


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    # Vietnamese has one form for any number; it stands for the plural, the form that shows the number.
    source, forms = texts(message.id)[-1], texts(message.string)
    if not all(form.strip() for form in forms):
        yield "not translated"
    elif any(placeholders(form) != placeholders(source) for form in forms):
        yield "placeholders differ"


def placeholders(text: str) -> tuple[list[str], list[str], int]:
    """What the program fills in: %s and %d in their order, %(x)s and {x} in any; and the count of % signs."""
    return POSITIONAL.findall(text), sorted(NAMED.findall(text)), text.count("%")


def by_key(catalog: Catalog) -> dict[MessageKey, Message]:
    """The entries by singular and plural, so that a word that gained a plural counts as another word."""
    return {texts(message.id): message for message in catalog if message.id}


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a message: one, or singular and plural."""
    if value is None or isinstance(value, str):
        return (value or "",)
    return tuple(value)


def main(arguments: list[str] | None = None) -> int:
    """Run one command on the tree; `check` returns 1 when it finds a fault, and writes nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("extract", "compile", "check"))
    command = parser.parse_args(arguments).command
    if command == "compile":
        compile_catalogue(TRANSLATIONS)
        return 0
    words = words_in(APP, *framework_folders())
    if command == "extract":
        extract(TRANSLATIONS, words)
        return 0
    found = sorted(faults(TRANSLATIONS, words))
    print(*found, f"{len(found)} faults", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
