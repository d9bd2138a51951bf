# SPDX-License-Identifier: Apache-2.0
"""What an import says about a row that it took: what it set right, what it doubts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from diemcau.lib.refusal import Language


class _Wording(NamedTuple):
    vi: str
    en: str


class Correction(Enum):
    """Something set right while reading; `was` is the cell, `now` what is kept."""

    CAPITALS = _Wording("viết hoa toàn bộ: “{was}” → “{now}”", "in capitals: “{was}” → “{now}”")
    SMALL_LETTERS = _Wording("viết thường toàn bộ: “{was}” → “{now}”", "in small letters: “{was}” → “{now}”")
    DECOMPOSED = _Wording("dấu tách rời (Unicode tổ hợp): “{now}”", "marks apart (decomposed Unicode): “{now}”")
    SPACES = _Wording("thừa dấu cách: “{was}” → “{now}”", "stray spaces: “{was}” → “{now}”")
    PHONE = _Wording("số điện thoại {was} → {now}", "telephone {was} → {now}")
    BIRTH = _Wording("ngày sinh {was} → năm {now}", "date of birth {was} → year {now}")
    VENUE = _Wording("điểm cầu “{was}” → “{now}”", "venue “{was}” → “{now}”")
    VENUE_SETTLED = _Wording("điểm cầu “{was}” → “{now}” (đã chọn)", "venue “{was}” → “{now}” (as chosen)")
    VENUE_AROUND = _Wording("điểm cầu theo tiêu đề của danh sách: “{now}”", "venue from the list's headings: “{now}”")


class Doubt(Enum):
    """Something that a person should look at; nothing was left out for it."""

    PHONE = _Wording("số điện thoại “{was}” không đọc được, để trống", "telephone “{was}” can't be read; left empty")
    BIRTH = _Wording("năm sinh “{was}” không đọc được, để trống", "year of birth “{was}” can't be read; left empty")
    RANK = _Wording(
        "thứ tự giới thiệu {was} đã có người khác ({now}), không nhận", "place {was} in the order is taken ({now})"
    )
    NUMBER = _Wording("số giấy mời {was} đã có người khác ({now}), không nhận", "letter number {was} is taken ({now})")
    RANK_UNREAD = _Wording(
        "thứ tự giới thiệu “{was}” không đọc được, để trống", "place in the order “{was}” can't be read; left empty"
    )
    ONE_WORD = _Wording("họ tên chỉ có một từ: “{was}”", "the name is a single word: “{was}”")
    NAMESAKE = _Wording(
        "trùng họ tên, cùng điểm cầu với {was} nhưng khác {now}: giữ là hai người",
        "same name and venue as {was}, but another {now}: kept as two people",
    )
    SHARED_PHONE = _Wording("trùng số điện thoại với {was} ({now})", "same telephone as {was} ({now})")
    SPELLING = _Wording(
        "gộp với {was}, nhưng họ tên ở đó viết là “{now}”", "merged with {was}, where the name is spelt “{now}”"
    )
    OTHERWISE = _Wording(
        "gộp với {was}, dòng này ghi khác về: {now}; giữ theo dòng trước",
        "merged with {was}, though this row differs in: {now}; the earlier row is kept",
    )
    TWO_VENUES = _Wording(
        "gộp với {was}, nhưng ở đó điểm cầu là “{now}”", "merged with {was}, where the venue is “{now}”"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One remark on one row."""

    about: Correction | Doubt
    was: str = ""
    now: str = ""

    def sentence(self, language: Language) -> str:
        """The remark in one language."""
        wording: _Wording = self.about.value
        return (wording.vi if language == "vi" else wording.en).format(was=self.was, now=self.now)
