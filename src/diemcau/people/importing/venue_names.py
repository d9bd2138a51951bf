# SPDX-License-Identifier: Apache-2.0
"""Finding a venue by what a list calls it: its code, its whole name, or the part before the comma. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.importing.lists import Place
from diemcau.people.refusals import VenueIsAmbiguous, VenueIsUnknown

_SUGGESTIONS = 3
_ABBREVIATIONS = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "h": "huyen", "p": "phuong", "x": "xa"}
_BEFORE = re.compile(r"^(?:tai )?(?:diem cau|hoi truong|ubnd|uy ban nhan dan)(?: (?:tai|cua|so \d+))? ?:? ")


@dataclass(frozen=True, kw_only=True, slots=True)
class VenueName:
    """A venue as a list may mean it; `parent` is the code of the one above, None for the hub."""

    code: str
    name: str
    parent: str | None


class VenueNames:
    """All venues of a conference, by every name that a list may give them."""

    def __init__(self, venues: Iterable[VenueName]) -> None:
        self._venues = {venue.code: venue for venue in venues}
        self._by_name: dict[str, list[VenueName]] = defaultdict(list)
        self._suggested: dict[str, str] = {}
        for venue in self._venues.values():
            short, _, rest = venue.name.partition(",")
            for name in {fold(venue.code), fold(venue.name), fold(short) if rest else fold(venue.name)}:
                self._by_name[name].append(venue)

    def sender(self, letterhead: Sequence[str]) -> VenueName | None:
        """The venue whose name stands in a list's letterhead, the longest name first; None when none does."""
        folded = " ".join(map(fold, letterhead))
        named = [venue for venue in self._venues.values() if fold(venue.name) in folded]
        return max(named, key=lambda venue: len(venue.name), default=None)

    def find(self, text: str, *, place: Place, sender: VenueName | None) -> VenueName:
        """The venue that a cell means; of several with one short name, the sender's own.

        Raises: VenueIsUnknown, VenueIsAmbiguous.
        """
        found = self._called(text)
        if len(found) > 1 and sender is not None:
            found = [venue for venue in found if self._is_under(venue, sender)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise VenueIsAmbiguous(**place.where, venue=tidy(text), candidates="; ".join(venue.name for venue in found))
        raise VenueIsUnknown(**place.where, venue=tidy(text), nearest=self._nearest(text))

    def of_code(self, code: str) -> VenueName | None:
        """The venue with exactly this code."""
        return self._venues.get(code)

    def named(self, heading: str) -> VenueName | None:
        """The one venue that a heading names, a number before it aside; None when it names none, or several."""
        bare = re.sub(r"^\s*(?:[IVXLC]+|[A-Z]|\d{1,2})\s*[.)/:\-–]\s*", "", heading)
        found = self._called(bare) if bare.strip() else []
        return found[0] if len(found) == 1 else None

    def name_of(self, code: str) -> str:
        """The name of the venue with this code, or the code itself."""
        venue = self._venues.get(code)
        return venue.name if venue else code

    def _is_under(self, venue: VenueName, above: VenueName) -> bool:
        code: str | None = venue.code
        while code is not None and code != above.code:
            code = self._venues[code].parent
        return code is not None

    def _called(self, text: str) -> list[VenueName]:
        """Those called so, as it is written, or with “TP.”, “P.1” and the like in full."""
        name = fold(text)
        if name in self._by_name:
            return self._by_name[name]
        words = re.sub(r"\b(tp|tx|tt|h|p|x)\.? ?(?=\w)", lambda short: f"{_ABBREVIATIONS[short[1]]} ", name)
        for full in (words, _BEFORE.sub("", name), _BEFORE.sub("", words)):
            if full in self._by_name:
                return self._by_name[full]
        return []

    def _nearest(self, text: str) -> str:
        if text not in self._suggested:
            self._suggested[text] = self._suggestions(text)
        return self._suggested[text]

    def _suggestions(self, text: str) -> str:
        names = get_close_matches(fold(text), self._by_name, n=_SUGGESTIONS, cutoff=0.5)
        return "; ".join(dict.fromkeys(f"“{self._by_name[name][0].name}”" for name in names)) or "–"
