# SPDX-License-Identifier: Apache-2.0
"""Places in the order and numbers of letters: no two people of a conference have one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

V = TypeVar("V", int, str)


def unobtainable(asked: Mapping[str, V], *, own: Mapping[str, V], held: Mapping[V, str]) -> dict[str, str]:
    """Which rows can't have the value that they ask for, each with whoever holds it (empty: another row asks, too).

    `own` is the value that a row's delegate has now, `held` who has each value now. Whoever is given
    another value leaves theirs, so that a whole order can be turned round.
    """
    wanted = Counter(asked.values())
    refused = {key: "" for key, value in asked.items() if wanted[value] > 1}
    while True:
        left = {own[key] for key in asked if key not in refused and key in own}
        staying = {value: name for value, name in held.items() if value not in left}
        more = {key: staying[value] for key, value in asked.items() if key not in refused and value in staying}
        if not more:
            return refused
        refused |= more
