# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib.vietnamese import (
    fold,
    name_from_capitals,
    name_from_small_letters,
    name_sort_key,
    sort_key,
    spelling_key,
    tidy,
)

VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
CONSONANTS = "bcdđghklmnpqrstvx"
WORDS = (
    "an", "Ân", "Ấn", "Ẩn", "Ẫn", "Ậm", "Ăn", "anh", "Ánh", "Ảnh", "Bảo", "Bão", "Báo", "Bạo",
    "Bao", "Bào", "Bích", "Bình", "Bính", "Châu", "Chi", "Cường", "Dung", "Dũng", "Dụng", "Đa", "Đà", "Đạt",
    "Đăng", "Đằng", "Đặng", "Đông", "Đồng", "Em", "Ém", "Êm", "Giang", "Hà", "Há", "Hạ", "Hả", "Hòa",
    "Hoà", "Hóa", "Hoá", "Hoa", "Hồng", "Hương", "Hường", "Kiên", "K'", "Khoa", "Khóa", "Lan", "Lân", "Lăng",
    "Ly", "Lý", "Mỹ", "My", "Nga", "Ngà", "Ngân", "Ngọc", "Oanh", "Ông", "Ơn", "Phúc", "Phước", "Quang",
    "Quảng", "Quý", "Sáu", "Sâm", "Sơn", "Tâm", "Tầm", "Thủy", "Thuỷ", "Thúy", "Thụy", "Toàn", "Toản", "Uyên",
    "Ưng", "Văn", "Vân", "Việt", "Vỹ", "Xuân", "Yên", "Yến", "Ý",
)  # fmt: skip

syllables = st.tuples(
    st.text(CONSONANTS, max_size=2), st.text(VOWELS, min_size=1, max_size=1), st.text(CONSONANTS, max_size=2)
).map("".join)
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def is_rising(keys: Iterable[str]) -> bool:
    return all(one < next_one for one, next_one in pairwise(keys))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ĐẶNG", "dang"),
        ("  Đặng   Minh ", "dang minh"),
        ("K’ Văn Toàn", "k' van toan"),
        ("Xã Đạ M' Rong", "xa da m' rong"),
        ("Ưng Hoàng Phúc", "ung hoang phuc"),
        ("Hoà", "hoa"),
        ("Ð\u1eb7ng", "dang"),
        ("Hà\u200b An\ufeff", "ha an"),
        ("Y Bhiŏ Ƀuôn Č", "y bhio buon c"),
        ("", ""),
    ],
)
def test_fold_takes_case_marks_and_stray_spaces_away(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(decomposed(text)) == folded


@given(st.text(max_size=60))
def test_fold_is_idempotent_and_blind_to_the_unicode_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(decomposed(text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(names)
def test_keys_are_blind_to_case_and_unicode_form(name: str) -> None:
    for key in (fold, spelling_key, sort_key, name_sort_key):
        assert key(name.upper()) == key(decomposed(name)) == key(name)


@given(names)
def test_keys_of_names_are_plain_ascii(name: str) -> None:
    assert fold(name).isascii()
    assert name_sort_key(name).isdigit()


def test_spelling_knows_marks_but_not_where_the_tone_stands() -> None:
    assert spelling_key("Hòa Thúy") == spelling_key("hoà thuý")
    assert spelling_key("Hà") != spelling_key("Hạ")
    assert spelling_key("Đào") != spelling_key("Dào")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("loã", "lõa"), ("thuỵ", "thụy"), ("quý", "qúy"),
        ("Hoà Thuỷ", "HÒA THỦY"), ("Đặng", "Ðặng"),
    ],
)  # fmt: skip
def test_old_and_new_tone_placement_are_one_name(new: str, old: str) -> None:
    for key in (fold, spelling_key, sort_key, name_sort_key):
        assert key(new) == key(old) == key(decomposed(new)) == key(decomposed(old))


def test_names_in_capitals_come_in_running_case() -> None:
    assert name_from_capitals("K’ VĂN TOÀN") == "K’ Văn Toàn"
    assert name_from_capitals("ĐẶNG THỊ ÁNH") == "Đặng Thị Ánh"
    assert name_from_capitals("Phạm S") == "Phạm S"
    assert name_from_capitals("K’HÀ H'BIA") == "K’Hà H'Bia"
    assert name_from_capitals("NGUYỄN-VĂN AN") == "Nguyễn-Văn An"
    assert name_from_capitals(decomposed("ĐẶNG ÂN")) == "Đặng Ân"
    assert name_from_small_letters("k’ văn toàn") == "K’ Văn Toàn"
    assert name_from_small_letters("Lê an") == "Lê an"


def test_tidy_composes_and_trims() -> None:
    assert tidy(decomposed("  Đặng  Minh  Dương ")) == "Đặng Minh Dương"


def test_letters_come_in_the_order_of_the_alphabet() -> None:
    # The order that every Vietnamese dictionary prints: a ă â b c d đ e ê … ; ngang huyền hỏi ngã sắc nặng.
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert is_rising(map(sort_key, letters))
    assert is_rising(map(sort_key, tones))


def test_people_are_ordered_by_given_name_then_family_and_middle_names() -> None:
    ordered = [
        "Bùi Hồng An", "Đỗ Hồng An", "Vũ Minh An", "Trần Văn Ánh", "Lê Ân", "Trần Bích Dung",
        "An Bích Đào", "Ăn Bích Đào", "An Ông", "Phạm S", "Lý Thị Ý",
    ]  # fmt: skip
    assert is_rising(map(name_sort_key, ordered))


def one_placement(word: str) -> bool:
    """Whether a word has the tone where ICU, which compares it letter by letter, can be asked about it."""
    return word not in {"Hoà", "Hoá", "Thuỷ"}


HIGHLANDS = ("Bhiŏ", "Ƀuôn", "Buôn", "Čil", "Cil", "Chu", "Êban", "Ñon", "Non", "Niê", "Krŏng", "Krông", "Krong", "Kră")
ORDER_OF_ICU = """
const [texts, byGiven] = JSON.parse(require('fs').readFileSync(0));
const icu = new Intl.Collator('vi', {sensitivity: 'accent'});
const given = (text) => text.slice(text.lastIndexOf(' ') + 1);
const before = (text) => text.slice(0, Math.max(text.lastIndexOf(' '), 0));
const names = (one, other) => icu.compare(given(one), given(other)) || icu.compare(before(one), before(other));
const compare = byGiven ? names : icu.compare;
console.log(JSON.stringify(texts.slice(1).map((text, n) => Math.sign(compare(texts[n], text)))));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node holds ICU, the oracle of this test")
@pytest.mark.parametrize("key", [sort_key, name_sort_key])
def test_order_is_that_of_the_unicode_collation(key: Callable[[str], str]) -> None:
    chance = random.Random(7)  # noqa: S311  # a fixed sample, no secret
    words = [*filter(one_placement, WORDS), *HIGHLANDS]
    texts = [" ".join(chance.choices(words, k=chance.choice((1, 1, 2, 3, 4)))) for _ in range(4000)]
    # Neighbours that are nearly alike, where marks and later words decide.
    texts = sorted(texts, key=fold) + texts
    answer = subprocess.run(
        [str(shutil.which("node")), "-e", ORDER_OF_ICU],
        input=json.dumps([[unicodedata.normalize("NFC", text) for text in texts], key is name_sort_key]),
        capture_output=True,
        text=True,
        check=True,
    )
    keys = [key(text) for text in texts]
    ours = [(here > there) - (here < there) for here, there in pairwise(keys)]
    theirs = json.loads(answer.stdout)
    unequal = [(texts[i], texts[i + 1]) for i in range(len(ours)) if ours[i] != theirs[i]]
    assert unequal == []
