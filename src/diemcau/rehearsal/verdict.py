# SPDX-License-Identifier: Apache-2.0
"""Whether a whole conference came out right: rehearsal, journal, papers and page held together. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from diemcau.rehearsal.summary import Played, shortfalls


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class JournalFound(_Part):
    """The journal after the closing; the counts are the board's, folded from it up to the closing."""

    entries: int
    verified: bool
    present: int
    substituted: int
    excused: int
    absent: int
    invited: int


class PaperFound(_Part):
    """One paper and the numbers read back off it."""

    path: str
    present: int
    substituted: int


class PageFound(_Part):
    """The published page and the numbers read back off it."""

    url: str
    present: int
    attended: int
    venues: int


class Planned(_Part):
    """How the roll was to turn out, by the script alone; more than `attended_over` in the rooms."""

    present: int
    substituted: int
    excused: int
    attended_over: int


class Looks(_Part):
    """What the other pages showed in the middle: stills moving on the console's wall, complaints of scripts."""

    stills_moving: int
    complaints: list[str]


class Whole(Played):
    """The summary of `diemcau demo --once`."""

    journal: JournalFound
    planned: Planned
    papers: list[PaperFound]
    page: PageFound
    looks: Looks
    pictures: list[str]


def fallen_short(whole: Whole) -> list[str]:
    """Everything that isn't as it should be, one sentence each; empty when all is well."""
    return [*shortfalls(whole, has_browser=True), *_record(whole), *_outcome(whole), *_looks(whole)]


def _record(whole: Whole) -> Iterator[str]:
    journal, planned = whole.journal, whole.planned
    if not journal.verified:
        yield "The journal's chain is broken."
    for name in ("present", "substituted", "excused"):
        told, counted = getattr(planned, name), getattr(journal, name)
        if told != counted:
            yield f"The script has {told} delegates {name}, the journal {counted}."
    if journal.present + journal.substituted <= planned.attended_over:
        yield f"Only {journal.present + journal.substituted} delegates took part, not over {planned.attended_over}."
    if journal.invited != journal.present + journal.substituted + journal.excused + journal.absent:
        yield "The sums of the roll call don't balance."


def _outcome(whole: Whole) -> Iterator[str]:
    journal, page = whole.journal, whole.page
    if not whole.papers:
        yield "No papers were written."
    for paper in whole.papers:
        if (paper.present, paper.substituted) != (journal.present, journal.substituted):
            yield (
                f"{paper.path} says {paper.present} present and {paper.substituted} substituted, "
                f"the journal {journal.present} and {journal.substituted}."
            )
    if page.present != journal.present or page.attended != journal.present + journal.substituted:
        yield (
            f"The news page says {page.present} present, {page.attended} attended, "
            f"the journal {journal.present} and {journal.present + journal.substituted}."
        )
    if page.venues != whole.venues.expected:
        yield f"The news page says {page.venues} venues, {whole.venues.expected} took part."


def _looks(whole: Whole) -> Iterator[str]:
    if whole.looks.stills_moving < whole.venues.expected:
        yield f"On the console's wall {whole.looks.stills_moving} of {whole.venues.expected} stills moved."
    for complaint in whole.looks.complaints:
        yield f"A page complained: {complaint}"
