# SPDX-License-Identifier: Apache-2.0
"""What the title of a column means, however an office puts it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from diemcau.lib.vietnamese import fold

Column = Literal["name", "post", "organisation", "venue", "birth", "phone", "rank", "number", "seat"]
Part = Literal["family", "given"]
Meaning = Column | Part | Literal["ordinal", "ignored"]

TITLES: Mapping[Column, str] = {
    "name": "Họ và tên",
    "post": "Chức vụ",
    "organisation": "Đơn vị công tác",
    "venue": "Điểm cầu",
    "birth": "Năm sinh",
    "phone": "Số điện thoại",
    "rank": "Thứ tự giới thiệu",
    "number": "Số giấy mời",
    "seat": "Số ghế",
}
_MEANINGS: Mapping[Meaning, frozenset[str]] = {
    "name": frozenset(
        {"ho va ten", "ho ten", "ho va ten dai bieu", "ho ten dai bieu", "ten dai bieu", "dai bieu", "full name"}
        | {"ho ten nguoi du", "ho va ten nguoi du", "nguoi du hop", "thanh phan dai bieu"}
    ),
    "family": frozenset({"ho", "ho dem", "ho va dem", "ho va ten dem", "ho ten dem", "ho lot", "ho va chu dem"}),
    "given": frozenset({"ten", "ten goi"}),
    "post": frozenset({"chuc vu", "chuc danh", "chuc vu chuc danh", "chuc danh chuc vu", "chuc vu hien nay"}),
    "organisation": frozenset(
        {"don vi", "co quan", "don vi cong tac", "co quan cong tac", "co quan don vi", "don vi co quan", "noi cong tac"}
        | {"to chuc", "co quan to chuc", "co quan don vi cong tac", "don vi co quan cong tac", "noi lam viec"}
    ),
    "venue": frozenset(
        {"diem cau", "noi du", "diem du", "dia diem du", "diem cau tham du", "du tai diem cau", "dia diem tham du"}
        | {"noi tham du", "diem cau du", "diem cau du hop", "noi du hop"}
    ),
    "birth": frozenset(
        {"nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ngay thang sinh", "ns", "sinh ngay"}
    ),
    "phone": frozenset(
        {"so dien thoai", "dien thoai", "sdt", "so dt", "dt", "di dong", "dien thoai di dong", "so di dong"}
        | {"so dien thoai di dong", "dt di dong", "so dien thoai lien he", "dien thoai lien he", "dtdd", "so dtdd"}
    ),
    "rank": frozenset({"thu tu gioi thieu", "thu tu nghi thuc", "ngoi thu", "thu bac", "stt gioi thieu"}),
    "number": frozenset({"so giay moi", "so gm", "so thu moi", "giay moi so", "giay moi", "ma dai bieu", "so the"}),
    "seat": frozenset({"so ghe", "ghe", "cho ngoi", "vi tri ngoi", "ghe so", "ghe ngoi", "so ghe ngoi"}),
    "ordinal": frozenset({"stt", "tt", "so tt", "so thu tu", "thu tu", "no"}),
    "ignored": frozenset(
        {"email", "e mail", "thu dien tu", "dia chi email", "dia chi e mail", "dia chi thu dien tu", "hop thu"}
    ),
}
_LONGEST_WORDS = 7


@lru_cache(maxsize=65_536)
def meaning_of(title: str) -> Meaning | None:
    """What a column of this title holds; None when it says nothing known.

    The whole title counts first, then the title without what stands in brackets, then how it begins:
    “Chức vụ, đơn vị công tác” is read as the post.
    """
    whole = _words(title)
    bare = _words(re.sub(r"\([^)]*\)", " ", title))
    for words in (whole, bare):
        for meaning, titles in _MEANINGS.items():
            if words in titles:
                return meaning
    return _beginning(bare)


def _words(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(title)).split())


def _beginning(words: str) -> Meaning | None:
    if not words or words.count(" ") >= _LONGEST_WORDS:
        return None
    begun = [
        (len(title), meaning)
        for meaning, titles in _MEANINGS.items()
        for title in titles
        if " " in title and words.startswith(f"{title} ")
    ]
    return max(begun)[1] if begun else None
