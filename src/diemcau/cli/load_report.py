# SPDX-License-Identifier: Apache-2.0
"""What `diemcau load` tells: each row that was set right, merged or doubted, then the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from diemcau.conference.settling import Change
from diemcau.lib.refusal import Language, Refusal
from diemcau.people.importing.reports import RosterPlan, RowReport
from diemcau.people.loading import Loaded
from diemcau.people.refusals import RostersHaveFaults

_WORDS: dict[str, tuple[str, str]] = {
    "file": ("Tệp", "File"),
    "row": ("Dòng", "Row"),
    "delegate": ("Đại biểu", "Delegate"),
    "became": ("Kết quả", "Became"),
    "remarks": ("Đã chỉnh / cần xem lại", "Set right / to be looked at"),
    "rows": ("Số dòng", "Rows"),
    "new": ("mới", "new"),
    "same": ("giữ nguyên", "same"),
    "changed": ("thay đổi", "changed"),
    "repeated": ("trùng", "repeated"),
    "unmentioned": ("không có trong thư mục", "not in the folder"),
    "corrected": ("đã chỉnh", "set right"),
    "doubted": ("cần xem lại", "doubted"),
    "only_corrected": ("Các dòng đã tự chỉnh", "Rows set right"),
    "looked_at": ("Các dòng trùng, thay đổi hoặc cần xem lại", "Rows merged, changed or doubted"),
    "total": ("Tổng cộng", "Total"),
    "plan": ("Kế hoạch", "Plan"),
    "conference": ("hội nghị", "conference"),
    "venue": ("điểm cầu", "venues"),
    "guest": ("khách mời danh dự", "guests of honour"),
    "item": ("mục chương trình", "programme items"),
    "deck": ("bộ trang chiếu", "decks"),
    "clip": ("phim", "films"),
    "name": ("họ tên", "name"),
    "post": ("chức vụ", "post"),
    "organisation": ("đơn vị", "organisation"),
    "birth_year": ("năm sinh", "year of birth"),
    "phone": ("số điện thoại", "telephone"),
    "rank": ("thứ tự giới thiệu", "place in the order"),
    "number": ("số giấy mời", "letter number"),
    "seat": ("ghế", "seat"),
}
_SENTENCES: dict[str, tuple[str, str]] = {
    "repeats": ("trùng với {file}, dòng {row}: gộp làm một", "repeats {file}, row {row}: merged"),
    "sheet": ("Trang “{sheet}” của {file} có nội dung nhưng không phải danh sách: chưa đọc.",
              "The sheet “{sheet}” of {file} holds something, but no list: it was not read."),
    "unnamed": ("{name} đã được mời nhưng không có trong danh sách nào: vẫn giữ nguyên.",
                "{name} is invited, but on none of the lists: kept."),
    "sums": ("{venues} điểm cầu, {people} đại biểu, {repeated} dòng trùng.",
             "{venues} venues, {people} delegates, {repeated} repeated rows."),
    "guests": ("Khách mời danh dự được giới thiệu theo thứ tự, không nằm trong danh sách điểm danh: {guests} người.",
               "Guests of honour are introduced in their order and stand outside the roll: {guests}."),
    "recorded": ("Đã ghi kế hoạch vào nhật ký, mục số {seq}.", "The plan was recorded in the journal as entry {seq}."),
    "unchanged": ("Kế hoạch trong nhật ký không đổi.", "The plan in the journal is unchanged."),
}  # fmt: skip
_TALLY = ("new", "same", "changed", "repeated")


def print_report(console: Console, loaded: Loaded, *, language: Language) -> None:
    """Print every row that has something to tell, then the sums."""
    teller = _Teller(language)
    for title, rows in _told_rows(loaded.rosters).items():
        console.print(teller.rows_table(title, rows))
    console.print(teller.files_table(loaded.rosters))
    console.print(teller.plan_table(loaded.changes))
    for line in teller.closing_lines(loaded):
        console.print(line, highlight=False)


def print_refusal(console: Console, refusal: Refusal, *, language: Language) -> None:
    """Print why nothing was loaded, fault by fault."""
    if isinstance(refusal, RostersHaveFaults):
        for fault in refusal.faults:
            console.print(f"✗ {fault.sentence(language)}", style="red", markup=False, highlight=False)
    console.print(refusal.sentence(language), style="bold red", markup=False, highlight=False)


def summary(loaded: Loaded) -> dict[str, Any]:
    """What was loaded, for programs: `repeated_rows` counts rows, `by_venue` invited people by venue code."""
    return {
        "venues": len(loaded.invited),
        "people": sum(loaded.invited.values()),
        "repeated_rows": len(_repeated(loaded.rosters)),
        "by_venue": loaded.invited,
    }


class _Teller:
    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._column = 0 if language == "vi" else 1

    def rows_table(self, title: str, rows: Iterable[RowReport]) -> Table:
        table = Table(*self._words("file", "row", "delegate", "became", "remarks"), title=self._word(title))
        table.columns[0].no_wrap = True
        for row in rows:
            remarks = "\n".join(self._remarks_on(row))
            table.add_row(row.place.file, str(row.place.row), row.entrant.name, self._word(row.verdict), remarks)
        return table

    def files_table(self, plan: RosterPlan) -> Table:
        headings = ("file", "rows", *_TALLY, "corrected", "doubted")
        table = Table(*self._words(*headings))
        table.columns[0].no_wrap = True
        for column in table.columns[1:]:
            column.justify = "right"
        for file in dict.fromkeys(row.place.file for row in plan.rows):
            table.add_row(file, *_sums(row for row in plan.rows if row.place.file == file))
        table.add_section()
        table.add_row(self._word("total"), *_sums(plan.rows))
        return table

    def plan_table(self, changes: Iterable[Change]) -> Table:
        verdicts = ("new", "same", "changed", "unmentioned")
        tally: Counter[tuple[str, str]] = Counter((change.kind, change.verdict) for change in changes)
        table = Table(*self._words("plan", *verdicts))
        for kind in dict.fromkeys(kind for kind, _ in tally):
            table.add_row(self._word(kind), *(str(tally[kind, verdict]) for verdict in verdicts))
        return table

    def closing_lines(self, loaded: Loaded) -> list[str]:
        plan = loaded.rosters
        totals = summary(loaded)
        guests = sum(change.kind == "guest" for change in loaded.changes)
        recorded = loaded.recorded_seq
        return [
            *(self._sentence("sheet", file=file, sheet=sheet) for file, sheet in plan.unread_sheets),
            *(self._sentence("unnamed", name=known.name) for known in plan.unnamed),
            self._sentence("sums", venues=totals["venues"], people=totals["people"], repeated=totals["repeated_rows"]),
            self._sentence("guests", guests=guests),
            self._sentence("unchanged") if recorded is None else self._sentence("recorded", seq=recorded),
        ]

    def _remarks_on(self, row: RowReport) -> list[str]:
        sentences = [remark.sentence(self._language) for remark in row.corrections]
        sentences += [f"? {remark.sentence(self._language)}" for remark in row.doubts]
        if row.first is not None:
            sentences.append(self._sentence("repeats", file=row.first.file, row=row.first.row))
        if row.changes:
            sentences.append(f"{self._word('changed')}: {', '.join(self._words(*row.changes))}")
        return sentences

    def _word(self, key: str) -> str:
        return _WORDS[key][self._column]

    def _words(self, *keys: str) -> list[str]:
        return [self._word(key) for key in keys]

    def _sentence(self, key: str, **fields: Any) -> str:
        return _SENTENCES[key][self._column].format(**fields)


def _told_rows(plan: RosterPlan) -> dict[str, list[RowReport]]:
    """The rows with something to tell; those that a person should look at come last, nearest the prompt."""
    looked_at = [row for row in plan.rows if row.verdict in {"repeated", "changed"} or row.doubts]
    only_corrected = [row for row in plan.rows if row.corrections and row not in looked_at]
    return {title: rows for title, rows in {"only_corrected": only_corrected, "looked_at": looked_at}.items() if rows}


def _repeated(plan: RosterPlan) -> list[RowReport]:
    return [row for row in plan.rows if row.verdict == "repeated"]


def _sums(rows: Iterable[RowReport]) -> list[str]:
    taken = list(rows)
    verdicts: Counter[str] = Counter(row.verdict for row in taken)
    corrected = sum(bool(row.corrections) for row in taken)
    doubted = sum(bool(row.doubts) for row in taken)
    return [str(n) for n in (len(taken), *(verdicts[verdict] for verdict in _TALLY), corrected, doubted)]
