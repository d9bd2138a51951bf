# SPDX-License-Identifier: Apache-2.0
"""An import in words: fields, verdicts, differences, in Vietnamese and English. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diemcau.lib.refusal import Language
from diemcau.people.importing.reports import RowReport

FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("họ tên", "name"),
    "post": ("chức vụ", "post"),
    "organisation": ("đơn vị", "organisation"),
    "venue": ("điểm cầu", "venue"),
    "birth_year": ("năm sinh", "year of birth"),
    "phone": ("số điện thoại", "telephone"),
    "rank": ("thứ tự giới thiệu", "place in the order"),
    "number": ("số giấy mời", "letter number"),
    "seat": ("ghế", "seat"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "new": ("Mới", "New"),
    "changed": ("Thay đổi", "Changed"),
    "same": ("Giữ nguyên", "The same"),
    "repeated": ("Trùng dòng trước", "Repeated"),
    "doubtful": ("Cần xem", "Doubtful"),
    "wrong": ("Sai", "Wrong"),
    "out": ("Bỏ qua", "Left out"),
}


def word(words: Mapping[str, tuple[str, str]], key: str, language: Language) -> str:
    """One word of a table of words."""
    return words[key][0 if language == "vi" else 1]


def difference_sentence(difference: Mapping[str, int], language: Language) -> str:
    """An import in one line: “12 mới, 3 đổi điểm cầu, 1 đổi chức vụ”."""
    parts = [f"{difference['new']} {'mới' if language == 'vi' else 'new'}"] if difference.get("new") else []
    for name in FIELDS:
        n, field = difference.get(name, 0), word(FIELDS, name, language)
        if n:
            parts.append(f"{n} đổi {field}" if language == "vi" else f"{n} changed {field}")
    return ", ".join(parts) or ("không có gì thay đổi" if language == "vi" else "nothing changes")


def shown_value(value: Any) -> str:
    """A field's value for reading; a dash for none."""
    return str(value) if value not in {None, ""} else "–"


def change_sentences(row: RowReport, language: Language, venues: Mapping[str, str]) -> dict[str, str]:
    """For each changed field what it was and what it becomes; venues by name."""
    if row.known is None:
        return {}
    sentences = {}
    for name in row.changes:
        was, now = getattr(row.known, name), getattr(row.entrant, name)
        if name == "venue":
            was, now = venues.get(was, was), venues.get(now, now)
        sentences[name] = f"{word(FIELDS, name, language)}: {shown_value(was)} → {shown_value(now)}"
    return sentences


def reasons(row: RowReport, language: Language) -> list[str]:
    """Why a row has its verdict, and what was set right or doubted; what changes is told apart."""
    vi = language == "vi"
    lines = []
    if row.fault is not None:
        lines.append(row.fault.sentence(language))
    if row.first is not None:
        lines.append(
            f"trùng {row.first.file}, dòng {row.first.row}" if vi else f"repeats {row.first.file}, row {row.first.row}"
        )
    if row.score is not None and row.verdict != "same":
        lines.append(f"{row.score.points}/100: {row.score.sentence(language)}")
    if row.verdict == "doubtful" and not row.is_in_two_venues:
        may_be = "có thể là" if vi else "may be"
        lines += [
            f"{may_be} {one.entrant.name} ({one.score.points}/100: {one.score.sentence(language)})"
            for one in row.candidates
        ]
    if row.is_in_two_venues:
        lines.append("cùng một người, nhưng hai dòng ghi hai điểm cầu" if vi else "one person, but in two venues")
    return lines + [remark.sentence(language) for remark in row.remarks]
