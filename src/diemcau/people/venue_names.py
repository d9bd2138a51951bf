# SPDX-License-Identifier: Apache-2.0
"""Finding a venue by what a list calls it: its code, its whole name, or the part before the comma. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.refusals import VenueIsAmbiguous, VenueIsUnknown
from diemcau.people.workbook import Place

_SUGGESTIONS = 3


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
        found = self._by_name.get(fold(text), [])
        if len(found) > 1 and sender is not None:
            found = [venue for venue in found if self._is_under(venue, sender)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise VenueIsAmbiguous(**place.where, venue=tidy(text), candidates="; ".join(venue.name for venue in found))
        raise VenueIsUnknown(**place.where, venue=tidy(text), nearest=self._nearest(text))

    def name_of(self, code: str) -> str:
        """The name of the venue with this code, or the code itself."""
        venue = self._venues.get(code)
        return venue.name if venue else code

    def _is_under(self, venue: VenueName, above: VenueName) -> bool:
        code: str | None = venue.code
        while code is not None and code != above.code:
            code = self._venues[code].parent
        return code is not None

    def _nearest(self, text: str) -> str:
        names = get_close_matches(fold(text), self._by_name, n=_SUGGESTIONS, cutoff=0.5)
        return "; ".join(dict.fromkeys(f"“{self._by_name[name][0].name}”" for name in names)) or "–"
