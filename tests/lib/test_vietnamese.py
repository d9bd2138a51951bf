# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib.vietnamese import fold, name_from_capitals, name_sort_key, sort_key, spelling_key, tidy

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


def test_names_in_capitals_come_in_running_case() -> None:
    assert name_from_capitals("K’ VĂN TOÀN") == "K’ Văn Toàn"
    assert name_from_capitals("ĐẶNG THỊ ÁNH") == "Đặng Thị Ánh"
    assert name_from_capitals("Phạm S") == "Phạm S"


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


@pytest.mark.skipif(shutil.which("node") is None, reason="Node holds ICU, the oracle of this test")
def test_order_is_that_of_the_unicode_collation() -> None:
    chance = random.Random(7)  # noqa: S311  # a fixed sample, no secret
    texts = [" ".join(chance.choices(WORDS, k=chance.choice((1, 1, 2, 3)))) for _ in range(800)]
    script = (
        "const t = JSON.parse(require('fs').readFileSync(0));"
        "const c = new Intl.Collator('vi', {sensitivity: 'accent'});"
        "console.log(JSON.stringify(t.slice(1).map((b, i) => Math.sign(c.compare(t[i], b)))))"
    )
    answer = subprocess.run(
        [str(shutil.which("node")), "-e", script],
        input=json.dumps([unicodedata.normalize("NFC", text) for text in texts]),
        capture_output=True,
        text=True,
        check=True,
    )
    keys = [sort_key(text) for text in texts]
    ours = [(here > there) - (here < there) for here, there in pairwise(keys)]
    theirs = json.loads(answer.stdout)
    unequal = [(texts[i], texts[i + 1]) for i in range(len(ours)) if ours[i] != theirs[i]]
    assert unequal == []
