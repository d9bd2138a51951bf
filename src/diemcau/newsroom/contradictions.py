# SPDX-License-Identifier: Apache-2.0
"""Numbers that somebody typed into an article and that the record contradicts.

Reads prose for numbers in digits that stand before a noun that the record counts, and holds them
against the figures. A number in words, or of something else, is none of its business. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diemcau.outcome.figures import Figure

_NUMBER = (
    r"(?P<more>(?:trên|hơn|over|more\s+than)\s+)?"
    r"(?<![\d/:.,\[~])(?P<number>\d{1,3}(?:[.,\s]\d{3})+|\d+)(?![\d/:%])\s+"
)
_NOUNS: Mapping[str, str] = {
    "delegates.substituted": r"(?:đại\s+biểu|người)\s+đi\s+thay|substitutes",
    "delegates.excused": r"(?:đại\s+biểu|người)\s+vắng\s+(?:mặt\s+)?có\s+lý\s+do|(?:delegates|people)\s+excused",
    "delegates.absent": r"(?:đại\s+biểu|người)\s+vắng(?:\s+mặt)?|(?:delegates|people)\s+(?:were\s+)?absent",
    "delegates.invited": r"giấy\s+mời|invitations",
    "delegates.attended": r"đại\s+biểu|delegates",
    "venues.province": r"điểm\s+cầu\s+cấp\s+tỉnh|province-level\s+venues?",
    "venues.district": r"điểm\s+cầu\s+cấp\s+huyện|district-level\s+venues?",
    "venues.commune": r"điểm\s+cầu\s+cấp\s+xã|commune-level\s+venues?",
    "venues.cluster": r"điểm\s+cầu\s+cụm|cluster\s+venues?",
    "venues.hub": r"điểm\s+cầu\s+trung\s+tâm|central\s+venues?",
    "venues.took_part": r"điểm\s+cầu|venues",
    "turns.taken": r"lượt\s+phát\s+biểu|turns\s+on\s+the\s+floor",
}
"""By figure, the more exact noun first: of two that fit, the first is meant."""

_CLAIM = re.compile(
    _NUMBER + "(?:" + "|".join(f"(?P<n{at}>{noun})" for at, noun in enumerate(_NOUNS.values())) + r")\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """A typed number (`words`, with its noun) beside the figure that says otherwise, and the token to write instead."""

    words: str
    figure: Figure
    token: str


def contradictions(prose: str, figures: Mapping[str, Figure]) -> Iterator[Contradiction]:
    """Every number in a text that one of the figures contradicts; figures that the article lacks contradict nothing."""
    names = list(_NOUNS)
    for claim in _CLAIM.finditer(prose):
        name = next(names[at] for at in range(len(names)) if claim[f"n{at}"])
        figure = figures.get(name)
        if figure is None:
            continue
        said, is_rounded = int(re.sub(r"\D", "", claim["number"])), claim["more"] is not None
        if not _is_true(said, figure.value, is_rounded=is_rounded):
            yield Contradiction(
                words=" ".join(claim[0].split()), figure=figure, token=f"[[{'~' if is_rounded else ''}{name}]]"
            )


def _is_true(said: int, value: int, *, is_rounded: bool) -> bool:
    """Exactly the figure; after `trên` a number below it that is off by less than the rounding's own step."""
    if not is_rounded:
        return said == value
    step = 100 if value >= 1000 else 10 if value >= 100 else 1  # noqa: PLR2004 - the rule of `rounded_number`
    return said < value and value - said < max(step, 2)
