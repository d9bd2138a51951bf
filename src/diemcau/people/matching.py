# SPDX-License-Identifier: Apache-2.0
"""Whether two lines of a list mean the same person. Pure.

The name comes first, folded, so that capitals and marks don't part a person in two; but a
name alone never joins two: a hundred people are called Nguyễn Văn Hùng.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from diemcau.lib.vietnamese import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """A delegate as a list names them: `venue` is a code; unknown is empty text, or None for the year."""

    name: str
    post: str
    organisation: str
    venue: str
    birth_year: int | None
    phone: str


class Evidence(IntEnum):
    """How strongly two entrants of one name are one person; more is stronger."""

    NONE = 0
    SAME_OFFICE = 1
    SAME_BIRTH = 2
    SAME_PHONE = 3


E = TypeVar("E", bound=Entrant)


def evidence(one: Entrant, other: Entrant) -> Evidence:
    """What speaks for two entrants of the same folded name being one person.

    The same telephone; or, at the same venue, the same year of birth and the same office or
    no contradicting telephone; or the same office where year and telephone aren't known.
    """
    if one.phone and one.phone == other.phone:
        return Evidence.SAME_PHONE
    if one.venue != other.venue:
        return Evidence.NONE
    years_known = one.birth_year is not None and other.birth_year is not None
    phones_known = bool(one.phone and other.phone)
    same_office = fold(f"{one.organisation} {one.post}") == fold(f"{other.organisation} {other.post}")
    if years_known and one.birth_year == other.birth_year and (same_office or not phones_known):
        return Evidence.SAME_BIRTH
    if same_office and not years_known and not phones_known:
        return Evidence.SAME_OFFICE
    return Evidence.NONE


@dataclass
class Register(Generic[E]):
    """Entrants seen so far, found by name and by telephone."""

    _by_name: dict[str, list[E]] = field(default_factory=lambda: defaultdict(list))
    _by_phone: dict[str, E] = field(default_factory=dict)

    def add(self, entrants: Iterable[E]) -> None:
        """Take entrants down."""
        for entrant in entrants:
            self._by_name[fold(entrant.name)].append(entrant)
            if entrant.phone:
                self._by_phone.setdefault(entrant.phone, entrant)

    def same_person(self, entrant: Entrant) -> E | None:
        """The one taken down who is this person by the strongest evidence; None when nobody is."""
        best = max(self._by_name[fold(entrant.name)], key=lambda known: evidence(known, entrant), default=None)
        return best if best is not None and evidence(best, entrant) else None

    def namesakes(self, entrant: Entrant) -> list[E]:
        """Those of the same name at the same venue."""
        return [known for known in self._by_name[fold(entrant.name)] if known.venue == entrant.venue]

    def holder_of(self, phone: str) -> E | None:
        """Who was taken down first with this telephone; None when nobody, or no telephone is given."""
        return self._by_phone.get(phone)
