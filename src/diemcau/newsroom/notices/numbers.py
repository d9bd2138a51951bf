# SPDX-License-Identifier: Apache-2.0
"""Numbers of entries as people write them: `217, 230–235`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diemcau.newsroom.notices.refusals import EntriesAreUnreadable, TooManyEntries

MOST = 1000
_RUN = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?")


def entries_in(text: str) -> tuple[int, ...]:
    """The numbers, ascending, each once. Raises: EntriesAreUnreadable, TooManyEntries."""
    seqs: set[int] = set()
    for part in text.split(","):
        seqs |= set(_run(part))
        if len(seqs) > MOST:
            raise TooManyEntries(most=MOST)
    return tuple(sorted(seqs))


def written(seqs: Iterable[int]) -> str:
    """The numbers as text, neighbours joined."""
    runs: list[list[int]] = []
    for seq in sorted(set(seqs)):
        if runs and seq == runs[-1][-1] + 1:
            runs[-1][1:] = [seq]
        else:
            runs.append([seq])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _run(part: str) -> Iterator[int]:
    match = _RUN.fullmatch(part)
    if match is None:
        raise EntriesAreUnreadable(part=part.strip()[:40])
    first, last = int(match[1]), int(match[2] or match[1])
    if not 0 < first <= last:
        raise EntriesAreUnreadable(part=part.strip()[:40])
    if last - first >= MOST:
        raise TooManyEntries(most=MOST)
    yield from range(first, last + 1)
