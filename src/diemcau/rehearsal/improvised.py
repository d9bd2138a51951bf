# SPDX-License-Identifier: Apache-2.0
"""A script for any conference: the floor goes round its venues, lines fall now and then. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle

from diemcau.rehearsal.script import CutStep, Hand, ItemStep, Loss, PhaseStep, RollRule, SceneStep, Script, Step

ROUND_S = 10.0
LOSS_EVERY_S = 20.0
LOSS_LASTS_S = 5.0


def improvise(*, guests: Sequence[str], items: Sequence[int], lasts_s: float, is_open: bool, is_shown: bool) -> Script:
    """A script of `lasts_s` seconds, without the closing: it may be played again.

    `guests` may speak, the hub isn't among them; the programme's `items` are shared out evenly
    over the time. A conference that is open already isn't opened, and so for the scene.
    """
    rounds = _rounds(guests, lasts_s)
    steps: list[Step] = [] if is_open else [PhaseStep(at_s=1, do="open")]
    if not is_shown:
        steps.append(SceneStep(at_s=1.5, do="scene", scene="speaker"))
    for index, item in enumerate(items):
        steps.append(ItemStep(at_s=2 + index * (lasts_s - 2) / len(items), do="item", item=item))
    for at_s, venue in rounds:
        steps.append(CutStep(at_s=at_s + 2, do="call", venue=venue))
        steps.append(CutStep(at_s=at_s + 5, do="air", venue=venue))
        steps.append(CutStep(at_s=at_s + 8, do="release", venue=venue))
    return Script(
        lasts_s=lasts_s,
        roll=RollRule(from_s=2, until_s=max(2.0, lasts_s / 2), absent_every=60, excused_every=50, substituted_every=40),
        hands=tuple(Hand(at_s=at_s, venue=venue) for at_s, venue in rounds),
        losses=tuple(_losses(guests, [venue for _, venue in rounds], lasts_s)),
        steps=tuple(sorted(steps, key=lambda step: step.at_s)),
    )


def _rounds(guests: Sequence[str], lasts_s: float) -> list[tuple[float, str]]:
    count = int((lasts_s - ROUND_S / 2) // ROUND_S) if guests else 0
    return [(3 + index * ROUND_S, guests[index % len(guests)]) for index in range(count)]


def _losses(guests: Sequence[str], speakers: Sequence[str], lasts_s: float) -> Iterator[Loss]:
    """Lines of venues that don't speak, one after the other."""
    quiet = [venue for venue in guests if venue not in set(speakers)]
    if not quiet:
        return
    at_s = ROUND_S
    for venue in cycle(quiet):
        if at_s + 2 * LOSS_LASTS_S > lasts_s:
            return
        yield Loss(at_s=at_s, back_at_s=at_s + LOSS_LASTS_S, venue=venue)
        at_s += LOSS_EVERY_S
