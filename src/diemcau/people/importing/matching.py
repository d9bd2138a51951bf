# SPDX-License-Identifier: Apache-2.0
"""How surely two lines of a list mean the same person, as points that anyone can check. Pure.

The name comes first, folded, so that capitals and marks don't part a person in two; but a
name alone never joins two: a hundred people are called Nguyễn Văn Hùng.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from diemcau.lib.refusal import Language
from diemcau.lib.vietnamese import fold, spelling_key

Band = Literal["same", "doubtful", "another"]
SURE, POSSIBLE = 70, 45
_MOST = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """A delegate as a list names them: `venue` is a code; unknown is empty text, or None for year and rank."""

    name: str
    post: str
    organisation: str
    venue: str
    birth_year: int | None
    phone: str
    rank: int | None = None
    number: str = ""
    seat: str = ""


class _Weight(NamedTuple):
    points: int
    vi: str
    en: str


class Evidence(Enum):
    """What speaks for two entrants being one person, or against it, and how strongly.

    A telephone that both give alike weighs as much as the name: two of one name and one
    number are one person, or sit at one desk, which the rest tells. Another year of birth
    takes away more than a name gives: it parts father and son. What either leaves empty says nothing.
    """

    SAME_NAME = _Weight(40, "cùng họ tên", "same name")
    MARKS_DIFFER = _Weight(30, "họ tên chỉ khác dấu", "names differ in marks alone")
    SAME_PHONE = _Weight(40, "cùng số điện thoại", "same telephone")
    OTHER_PHONE = _Weight(-25, "khác số điện thoại", "another telephone")
    SAME_BIRTH = _Weight(25, "cùng năm sinh", "same year of birth")
    OTHER_BIRTH = _Weight(-45, "khác năm sinh", "another year of birth")
    SAME_ORGANISATION = _Weight(20, "cùng đơn vị", "same organisation")
    OTHER_ORGANISATION = _Weight(-10, "khác đơn vị", "another organisation")
    SAME_POST = _Weight(15, "cùng chức vụ", "same post")
    OTHER_POST = _Weight(-5, "khác chức vụ", "another post")
    SAME_VENUE = _Weight(10, "cùng điểm cầu", "same venue")
    OTHER_VENUE = _Weight(-10, "khác điểm cầu", "another venue")

    def sentence(self, language: Language) -> str:
        """The evidence and its points, as a page shows it."""
        points = f"+{self.value.points}" if self.value.points > 0 else f"−{-self.value.points}"
        return f"{self.value.vi if language == 'vi' else self.value.en} {points}"


@dataclass(frozen=True, slots=True)
class Score:
    """How surely two entrants are one person: 0 to 100 points, and the evidence that gave them."""

    points: int
    evidence: tuple[Evidence, ...]

    @property
    def band(self) -> Band:
        """What may be done about it without asking: join, nothing, or keep apart."""
        return "same" if self.points >= SURE else "doubtful" if self.points >= POSSIBLE else "another"

    def sentence(self, language: Language) -> str:
        """Which evidence gave how many points."""
        return ", ".join(one.sentence(language) for one in self.evidence)


NOBODY = Score(0, ())


def score(one: Entrant, other: Entrant) -> Score:
    """How surely two entrants are one person; 0 without evidence when their folded names differ."""
    if _folded(one.name) != _folded(other.name):
        return NOBODY
    same_spelling = _spelt(one.name) == _spelt(other.name)
    compared = [
        Evidence.SAME_NAME if same_spelling else Evidence.MARKS_DIFFER,
        _compared(one.phone, other.phone, Evidence.SAME_PHONE, Evidence.OTHER_PHONE),
        _compared(one.birth_year, other.birth_year, Evidence.SAME_BIRTH, Evidence.OTHER_BIRTH),
        _compared(
            _folded(one.organisation),
            _folded(other.organisation),
            Evidence.SAME_ORGANISATION,
            Evidence.OTHER_ORGANISATION,
        ),
        _compared(_folded(one.post), _folded(other.post), Evidence.SAME_POST, Evidence.OTHER_POST),
        _compared(one.venue, other.venue, Evidence.SAME_VENUE, Evidence.OTHER_VENUE),
    ]
    evidence = tuple(one for one in compared if one is not None)
    return Score(min(_MOST, max(0, sum(one.value.points for one in evidence))), evidence)


def _compared(one: Hashable, other: Hashable, same: Evidence, differs: Evidence) -> Evidence | None:
    if not one or not other:
        return None
    return same if one == other else differs


# A list of 5,000 has the same offices, posts and names again and again.
_folded = lru_cache(maxsize=65_536)(fold)
_spelt = lru_cache(maxsize=65_536)(spelling_key)

E = TypeVar("E", bound=Entrant)


@dataclass
class Register(Generic[E]):
    """Entrants taken down so far, found by name and by telephone."""

    _by_name: dict[str, list[E]] = field(default_factory=lambda: defaultdict(list))
    _by_phone: dict[str, E] = field(default_factory=dict)

    def add(self, entrants: Iterable[E]) -> None:
        """Take entrants down."""
        for entrant in entrants:
            self._by_name[_folded(entrant.name)].append(entrant)
            if entrant.phone:
                self._by_phone.setdefault(entrant.phone, entrant)

    def likely(self, entrant: Entrant) -> list[tuple[Score, E]]:
        """Those of the same folded name, the likeliest first."""
        scored = [(score(known, entrant), known) for known in self._by_name.get(_folded(entrant.name), ())]
        return sorted(scored, key=lambda pair: -pair[0].points)

    def namesakes(self, entrant: Entrant) -> list[E]:
        """Those of the same name at the same venue."""
        return [known for known in self._by_name.get(_folded(entrant.name), ()) if known.venue == entrant.venue]

    def holder_of(self, phone: str) -> E | None:
        """Who was taken down first with this telephone; None when nobody, or no telephone is given."""
        return self._by_phone.get(phone)
