# SPDX-License-Identifier: Apache-2.0
"""A plan as the organiser's page shows it: rows with their reasons and the choices that settle them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diemcau.lib.refusal import Language
from diemcau.lib.vietnamese import tidy
from diemcau.people.importing.cells import text_of
from diemcau.people.importing.matching import Entrant, Score
from diemcau.people.importing.reports import ANOTHER, HELD, MOVE, OUT, SAME, RosterPlan, RowReport
from diemcau.people.importing.wording import VERDICTS, change_sentences, reasons, shown_value, word

GROUPS: Mapping[str, tuple[str, ...]] = {
    "held": HELD,
    "new": ("new",),
    "changed": ("changed",),
    "same": ("same",),
    "repeated": ("repeated",),
    "out": ("out",),
}
_GROUP_WORDS: Mapping[str, tuple[str, str]] = {"held": ("Cần giải quyết", "To be settled")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that the organiser may give."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCandidate:
    """Somebody whom a doubtful row may mean, and the points for it."""

    name: str
    about: str
    points: int
    evidence: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRow:
    """One row for reading. `changes` are what was and what becomes, `choices` empty where nothing is to be settled."""

    key: str
    place: str
    name: str
    about: str
    venue: str
    verdict: str
    verdict_word: str
    changes: tuple[str, ...]
    reasons: tuple[str, ...]
    score: ShownCandidate | None
    candidates: tuple[ShownCandidate, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One tab of the page."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VenueQuestion:
    """A text that several rows call their venue by, and that means none, or more than one."""

    key: str
    called: str
    file: str
    rows: int
    chosen: str


def groups_of(plan: RosterPlan, language: Language) -> list[Group]:
    """The tabs, with how many rows each holds."""
    words = {**VERDICTS, **_GROUP_WORDS}
    return [
        Group(name=name, label=word(words, name, language), count=sum(plan.verdicts[verdict] for verdict in verdicts))
        for name, verdicts in GROUPS.items()
    ]


def rows_of(plan: RosterPlan, group: str) -> list[RowReport]:
    """The rows of one tab."""
    return [row for row in plan.rows if row.verdict in GROUPS[group]]


def venue_questions(plan: RosterPlan, chosen: Mapping[str, str]) -> list[VenueQuestion]:
    """What is to be chosen, or was, about venues; one question for all rows that call it alike."""
    asked = Counter(row.venue_question for row in plan.rows if row.venue_question)
    first = {row.venue_question: row for row in reversed(plan.rows) if row.venue_question}
    return [
        VenueQuestion(
            key=key,
            called=tidy(text_of(first[key].raw.cells["venue"])),
            file=first[key].place.file,
            rows=rows,
            chosen=chosen.get(key, ""),
        )
        for key, rows in asked.items()
    ]


def shown(rows: Sequence[RowReport], *, venues: Mapping[str, str], language: Language) -> list[ShownRow]:
    """Rows for reading; `venues` are names by code."""
    return [_shown(row, venues, language) for row in rows]


def _shown(row: RowReport, venues: Mapping[str, str], language: Language) -> ShownRow:
    entrant = row.entrant
    is_told_with_its_score = row.verdict in {"doubtful", "repeated", "changed"}
    return ShownRow(
        key=row.place.key,
        place=f"{row.place.file}, {row.place.row}",
        name=entrant.name or "–",
        about=_about(row.entrant.post, row.entrant.organisation, entrant.birth_year, entrant.phone),
        venue=venues.get(entrant.venue, tidy(text_of(row.raw.cells["venue"])) or "–"),
        verdict=row.verdict,
        verdict_word=word(VERDICTS, row.verdict, language),
        changes=tuple(change_sentences(row, language, venues).values()),
        reasons=tuple(line for line in reasons(row, language) if "/100:" not in line),
        score=_score("", "", row.score, language) if row.score and is_told_with_its_score else None,
        candidates=tuple(
            _score(one.entrant.name, _about_candidate(one.entrant, venues), one.score, language)
            for one in row.candidates
        ),
        choices=_choices(row, venues, language),
    )


def _about(*values: object) -> str:
    return " · ".join(shown_value(value) for value in values if value)


def _about_candidate(entrant: Entrant, venues: Mapping[str, str]) -> str:
    venue = venues.get(entrant.venue, entrant.venue)
    return _about(entrant.post, entrant.organisation, entrant.birth_year, entrant.phone, venue)


def _score(name: str, about: str, score: Score, language: Language) -> ShownCandidate:
    evidence = tuple((one.sentence(language), one.value.points > 0) for one in score.evidence)
    return ShownCandidate(name=name, about=about, points=score.points, evidence=evidence)


def _choices(row: RowReport, venues: Mapping[str, str], language: Language) -> tuple[Choice, ...]:
    if row.verdict not in HELD and not row.answer:
        return ()
    vi = language == "vi"
    options: list[tuple[str, str]] = [("", "Chưa quyết định" if vi else "Not settled")]
    if row.is_in_two_venues:
        first = row.candidates[0]
        there, here = venues.get(first.entrant.venue, ""), venues.get(row.entrant.venue, "")
        options.append((f"{SAME}{first.key}", f"Cùng một người, dự tại {there}" if vi else f"Same person, at {there}"))
        options.append((f"{MOVE}{first.key}", f"Cùng một người, dự tại {here}" if vi else f"Same person, at {here}"))
    else:
        same = "Cùng một người" if vi else "Same person"
        options += [
            (f"{SAME}{one.key}", f"{same}: {one.entrant.name}, {one.entrant.post or venues.get(one.entrant.venue, '')}")
            for one in row.candidates
        ]
    if row.candidates:
        options.append((ANOTHER, "Người khác (thêm mới)" if vi else "Another person (new)"))
    options.append((OUT, "Bỏ qua dòng này" if vi else "Leave this row out"))
    if row.answer not in {value for value, _ in options}:
        options.append((row.answer, _told_answer(row.answer, vi=vi)))
    return tuple(Choice(value, label, value == row.answer) for value, label in options)


def _told_answer(answer: str, *, vi: bool) -> str:
    if answer == ANOTHER:
        return "Người khác (thêm mới)" if vi else "Another person (new)"
    return "Cùng một người (đã chọn)" if vi else "Same person (as chosen)"
