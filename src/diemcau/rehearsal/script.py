# SPDX-License-Identifier: Apache-2.0
"""What a rehearsal plays: who is missing, which hands go up, which lines fall, what the director does.

A script is a TOML file. Owns its types, its reading and its checks; all pure. Knows
neither the network nor the database: whoever plays a script hands in the venues' codes.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from diemcau.floor.events import Scene
from diemcau.lib.refusal import Refusal
from diemcau.rehearsal.refusals import (
    ScriptFieldIsMissing,
    ScriptFieldIsUnknown,
    ScriptFieldIsWrong,
    ScriptIsNotThere,
    ScriptIsNotToml,
    ScriptNamesUnknownClip,
    ScriptNamesUnknownDeck,
    ScriptNamesUnknownVenue,
    ScriptRunsBackwards,
)

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Status = Literal["present", "absent", "excused", "substituted"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PersonRule(_Part):
    """What becomes of one person, whatever the rule for the rest says."""

    venue: str
    name: str
    status: Status
    reason: str = ""
    substitute: str = ""


class RollRule(_Part):
    """How the roll fills up between two instants.

    Every n-th person of the whole roll, in the order of venues and names, is excused,
    substituted or absent; 0 means nobody. More than `attended_over` people must be found in
    the rooms in the end, those who sit in for others included.
    """

    from_s: Seconds
    until_s: Seconds
    absent_every: Annotated[int, Field(ge=0)] = 0
    excused_every: Annotated[int, Field(ge=0)] = 0
    substituted_every: Annotated[int, Field(ge=0)] = 0
    reason: str = "Đi công tác"
    attended_over: Annotated[int, Field(ge=0)] = 0
    people: tuple[PersonRule, ...] = ()


class Hand(_Part):
    """A venue asks for the floor."""

    at_s: Seconds
    venue: str


class Loss(_Part):
    """A venue's line falls, and comes back."""

    at_s: Seconds
    back_at_s: Seconds
    venue: str


FaultKind = Literal["camera_frozen", "camera_dark", "microphone_silent", "screen_frozen"]


class Fault(_Part):
    """Something at a venue doesn't work for a while: its camera, its microphone, or its own screen."""

    at_s: Seconds
    until_s: Seconds
    venue: str
    what: FaultKind


class Storm(_Part):
    """Hands go up in the same instant: those of the venues named, or everyone's but the hub's."""

    at_s: Seconds
    venues: tuple[str, ...] = ()


class Kill(_Part):
    """A process of the installation is killed in the middle; its supervisor is to start it again."""

    at_s: Seconds
    what: Literal["stage"]


class PhaseStep(_Part):
    """The director opens or closes the conference."""

    at_s: Seconds
    do: Literal["open", "close"]


class ItemStep(_Part):
    """The director starts an item of the programme."""

    at_s: Seconds
    do: Literal["item"]
    item: int


class CutStep(_Part):
    """The director puts a venue on stand-by, on air, beside whoever is on air, or takes it off."""

    at_s: Seconds
    do: Literal["call", "air", "pair", "release"]
    venue: str
    limit_s: Annotated[int, Field(ge=10)] | None = None


class UndoStep(_Part):
    """The director takes the last cut back."""

    at_s: Seconds
    do: Literal["undo"]


class SceneStep(_Part):
    """The director changes what every screen composes."""

    at_s: Seconds
    do: Literal["scene"]
    scene: Scene


class SlideStep(_Part):
    """The director turns to a page. `deck` is its title, None for the first; `with_decks` puts its id there."""

    at_s: Seconds
    do: Literal["slide"]
    page: Annotated[int, Field(ge=1)]
    deck: str | None = None


class ClipStep(_Part):
    """The director plays a film to its end. `clip` is its title, None for the first; `with_clips` puts its id there."""

    at_s: Seconds
    do: Literal["clip"]
    clip: str | None = None


class NoticeStep(_Part):
    """The director writes to one venue, or to all when none is named."""

    at_s: Seconds
    do: Literal["notice"]
    text: str
    venue: str | None = None


class IncidentStep(_Part):
    """The director notes something for the minutes, of one venue or, when none is named, of the conference."""

    at_s: Seconds
    do: Literal["incident"]
    text: str
    venue: str | None = None


Step = Annotated[
    PhaseStep | ItemStep | CutStep | UndoStep | SceneStep | SlideStep | ClipStep | NoticeStep | IncidentStep,
    Field(discriminator="do"),
]


class Script(_Part):
    """A whole rehearsal. Every time is in seconds from its start."""

    lasts_s: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    browser: str | None = None
    roll: RollRule
    hands: tuple[Hand, ...] = ()
    losses: tuple[Loss, ...] = ()
    faults: tuple[Fault, ...] = ()
    storms: tuple[Storm, ...] = ()
    kills: tuple[Kill, ...] = ()
    steps: tuple[Step, ...] = ()

    def aired(self) -> frozenset[str]:
        """The venues that are to send their picture at some time."""
        return frozenset(step.venue for step in self.steps if isinstance(step, CutStep))

    def hands_of(self, venue: str, *, is_hub: bool) -> tuple[Hand, ...]:
        """When a venue's hand goes up, alone or in a storm."""
        stormed = (storm for storm in self.storms if venue in storm.venues or not (storm.venues or is_hub))
        alone = tuple(hand for hand in self.hands if hand.venue == venue)
        return alone + tuple(Hand(at_s=storm.at_s, venue=venue) for storm in stormed)

    def named_venues(self) -> Iterator[tuple[str, str]]:
        """Every venue that the script names, with the place that names it."""
        if self.browser is not None:
            yield "browser", self.browser
        for index, person in enumerate(self.roll.people):
            yield f"roll.people[{index}].venue", person.venue
        for index, hand in enumerate(self.hands):
            yield f"hands[{index}].venue", hand.venue
        for index, loss in enumerate(self.losses):
            yield f"losses[{index}].venue", loss.venue
        for index, fault in enumerate(self.faults):
            yield f"faults[{index}].venue", fault.venue
        for index, storm in enumerate(self.storms):
            for place, venue in enumerate(storm.venues):
                yield f"storms[{index}].venues[{place}]", venue
        for index, step in enumerate(self.steps):
            if isinstance(step, CutStep | NoticeStep | IncidentStep) and step.venue is not None:
                yield f"steps[{index}].venue", step.venue


def read_script(path: Path) -> Script:
    """Read a script from its file.

    Raises: ScriptIsNotThere, ScriptIsNotToml, ScriptFieldIsMissing, ScriptFieldIsUnknown,
        ScriptFieldIsWrong, ScriptRunsBackwards.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptIsNotThere(path=str(path), cause=str(error)) from error
    return parse_script(text)


def parse_script(text: str) -> Script:
    """Read a script from TOML text. Raises: as :func:`read_script`, but for a missing file."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScriptIsNotToml(cause=str(error)) from error
    try:
        script = Script.model_validate_json(_as_json(document))
    except ValidationError as error:
        raise _refusal_of(error) from error
    _check_times(script)
    return script


def check_venues(script: Script, known: Collection[str]) -> None:
    """Raises: ScriptNamesUnknownVenue: the conference has no venue of that code."""
    for place, code in script.named_venues():
        if code not in known:
            raise ScriptNamesUnknownVenue(place=place, venue=code)


def with_decks(script: Script, decks: Mapping[str, str]) -> Script:
    """The same script with the ids of its decks in place of their titles.

    `decks` are ids by title, in the plan's order. Raises: ScriptNamesUnknownDeck.
    """
    steps = tuple(_with_deck(step, decks, f"steps[{index}].deck") for index, step in enumerate(script.steps))
    return script.model_copy(update={"steps": steps})


def with_clips(script: Script, clips: Mapping[str, str]) -> Script:
    """The same script with the ids of its films in place of their titles.

    `clips` are ids by title, in the plan's order. Raises: ScriptNamesUnknownClip.
    """
    steps = tuple(_with_clip(step, clips, f"steps[{index}].clip") for index, step in enumerate(script.steps))
    return script.model_copy(update={"steps": steps})


def _with_deck(step: Step, decks: Mapping[str, str], place: str) -> Step:
    if not isinstance(step, SlideStep):
        return step
    title = next(iter(decks), "–") if step.deck is None else step.deck
    if title not in decks:
        raise ScriptNamesUnknownDeck(place=place, deck=title)
    return step.model_copy(update={"deck": decks[title]})


def _with_clip(step: Step, clips: Mapping[str, str], place: str) -> Step:
    if not isinstance(step, ClipStep):
        return step
    title = next(iter(clips), "–") if step.clip is None else step.clip
    if title not in clips:
        raise ScriptNamesUnknownClip(place=place, clip=title)
    return step.model_copy(update={"clip": clips[title]})


def scaled(script: Script, factor: float) -> Script:
    """The same script told `factor` times as slowly."""
    roll = script.roll
    return script.model_copy(
        update={
            "lasts_s": script.lasts_s * factor,
            "roll": roll.model_copy(update={"from_s": roll.from_s * factor, "until_s": roll.until_s * factor}),
            "hands": tuple(hand.model_copy(update={"at_s": hand.at_s * factor}) for hand in script.hands),
            "losses": tuple(
                loss.model_copy(update={"at_s": loss.at_s * factor, "back_at_s": loss.back_at_s * factor})
                for loss in script.losses
            ),
            "faults": tuple(
                fault.model_copy(update={"at_s": fault.at_s * factor, "until_s": fault.until_s * factor})
                for fault in script.faults
            ),
            "storms": tuple(storm.model_copy(update={"at_s": storm.at_s * factor}) for storm in script.storms),
            "kills": tuple(kill.model_copy(update={"at_s": kill.at_s * factor}) for kill in script.kills),
            "steps": tuple(step.model_copy(update={"at_s": step.at_s * factor}) for step in script.steps),
        }
    )


def _as_json(document: dict[str, object]) -> str:
    # JSON mode reads arrays as tuples and still refuses "3" for 3; TOML's dates have no place here.
    return json.dumps(document, default=str)


def _refusal_of(error: ValidationError) -> Refusal:
    first = error.errors(include_url=False)[0]
    place = _place(first["loc"])
    if first["type"] in {"missing", "union_tag_not_found"}:
        return ScriptFieldIsMissing(place=place if first["type"] == "missing" else f"{place}.do")
    if first["type"] == "extra_forbidden":
        return ScriptFieldIsUnknown(place=place)
    return ScriptFieldIsWrong(place=place, value=str(first["input"])[:60], cause=first["msg"])


def _place(loc: tuple[int | str, ...]) -> str:
    """`steps[3].at_s` for ("steps", 3, "air", "at_s"): the kind of step is no part of the path."""
    parts: list[str] = []
    for before, part in zip((None, *loc), loc, strict=False):
        if isinstance(part, int):
            parts.append(f"[{part}]")
        elif not (isinstance(before, int) and part in _KINDS_OF_STEP):
            parts.append(f".{part}" if parts else part)
    return "".join(parts)


_KINDS_OF_STEP = frozenset(
    {"open", "close", "item", "call", "air", "pair", "release", "undo", "scene", "slide", "clip", "notice", "incident"}
)


def _check_times(script: Script) -> None:
    if script.roll.until_s < script.roll.from_s:
        raise ScriptRunsBackwards(place="roll.until_s", earlier="roll.from_s")
    for index, loss in enumerate(script.losses):
        if loss.back_at_s <= loss.at_s:
            raise ScriptRunsBackwards(place=f"losses[{index}].back_at_s", earlier=f"losses[{index}].at_s")
    for index, fault in enumerate(script.faults):
        if fault.until_s <= fault.at_s:
            raise ScriptRunsBackwards(place=f"faults[{index}].until_s", earlier=f"faults[{index}].at_s")
    for index in range(1, len(script.steps)):
        if script.steps[index].at_s < script.steps[index - 1].at_s:
            raise ScriptRunsBackwards(place=f"steps[{index}].at_s", earlier=f"steps[{index - 1}].at_s")
    if script.steps and script.steps[-1].at_s > script.lasts_s:
        raise ScriptRunsBackwards(place="lasts_s", earlier=f"steps[{len(script.steps) - 1}].at_s")
