# SPDX-License-Identifier: Apache-2.0
"""Whether a whole conference came out right: rehearsal, journal, papers and page held together. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from diemcau.rehearsal.summary import Played, shortfalls

LANGUAGES = ["en", "vi"]
BEGINNING_S, CUT_S, SURPLUS_S = 3.0, 1.0, 2.0
"""What a recording may miss at its beginning and at each cut while a busy machine asks for the next source,
and what it may have too much: a source's last frames arrive after the entry that ended its turn."""


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
    sealed: int


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


class PressFound(_Part):
    """What the portal holds of the conference: the report's figures by name, held against an export of the journal.

    `languages` in which it is out, `with_picture` how many of those pages have a lead picture; `noticed` the
    languages in which a notice of an incident is out.
    """

    languages: list[str]
    with_picture: int
    figures: dict[str, int]
    differences: list[str]
    noticed: list[str]


class CorrectionFound(_Part):
    """A mark came after the report: how soon its correction was drafted, and the page once it was published."""

    drafted_after_s: float
    press: PressFound


class RecordingFound(_Part):
    """The finished recording, and how long there was something on air by the journal."""

    segments: int
    seconds: float
    chapters: int
    takes: int
    on_air_seconds: float


class Planned(_Part):
    """How the roll was to turn out, by the script alone; more than `attended_over` in the rooms.

    `incidents` is how many the director was to note.
    """

    present: int
    substituted: int
    excused: int
    attended_over: int
    incidents: int


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
    press: PressFound
    correction: CorrectionFound
    recording: RecordingFound | None
    looks: Looks
    pictures: list[str]


def fallen_short(whole: Whole) -> list[str]:
    """Everything that isn't as it should be, one sentence each; empty when all is well."""
    return [
        *shortfalls(whole, has_browser=True),
        *_record(whole),
        *_outcome(whole),
        *_press(whole),
        *_recording(whole),
        *_looks(whole),
    ]


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
    if journal.sealed < whole.venues.expected:
        yield f"{journal.sealed} of {whole.venues.expected} venues sealed their sheet."


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


def _press(whole: Whole) -> Iterator[str]:
    for told, press in (("the report", whole.press), ("the corrected report", whole.correction.press)):
        if press.languages != LANGUAGES:
            yield f"In {', '.join(press.languages) or 'no language'} alone {told} is out."
        if whole.recording is not None and press.with_picture < len(press.languages):
            yield f"Only {press.with_picture} of {len(press.languages)} pages of {told} have a picture."
        yield from (f"Held against the journal, {told} differs: {difference}" for difference in press.differences)
    if whole.planned.incidents and whole.press.noticed != LANGUAGES:
        yield f"In {', '.join(whole.press.noticed) or 'no language'} alone a notice of an incident is out."
    if whole.press.figures == whole.correction.press.figures:
        yield "A mark that came after the report changed no figure of it."


def _recording(whole: Whole) -> Iterator[str]:
    recording = whole.recording
    if recording is None:
        yield "There is no finished recording."
        return
    missing_s = recording.on_air_seconds - recording.seconds
    if not -SURPLUS_S <= missing_s <= BEGINNING_S + recording.takes * CUT_S:
        yield (
            f"The recording lasts {recording.seconds:.1f} s, the programme was on air {recording.on_air_seconds:.1f} s."
        )
    if not recording.chapters:
        yield "The recording has no chapters."


def _looks(whole: Whole) -> Iterator[str]:
    if whole.looks.stills_moving < whole.venues.expected:
        yield f"On the console's wall {whole.looks.stills_moving} of {whole.venues.expected} stills moved."
    for complaint in whole.looks.complaints:
        yield f"A page complained: {complaint}"
