# SPDX-License-Identifier: Apache-2.0
"""Who of the real roster turns up in a rehearsal, and when each mark is made. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from diemcau.rehearsal.refusals import ScriptNamesUnknownPerson
from diemcau.rehearsal.script import PersonRule, RollRule, Status


@dataclass(frozen=True, kw_only=True)
class Invited:
    """One person of a venue's roll, as the desk reads it. Guests of honour all come, whatever the rule says."""

    uuid: UUID
    name: str
    is_guest: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark that a venue's operator makes, `at_s` after the rehearsal's start.

    An absent person gets none. `reason` is for the excused, `substitute` for the substituted;
    a guest of honour is in the room and in no count of the roll.
    """

    at_s: float
    venue: str
    person: UUID
    status: Status
    reason: str = ""
    substitute: str = ""
    is_guest: bool = False


def marks_of(rule: RollRule, roll: Mapping[str, Sequence[Invited]]) -> tuple[Mark, ...]:
    """Every mark of the rehearsal, earliest first.

    Marks are spread evenly over the rule's time, a person here and a person there, as
    118 operators would make them at once.

    Raises: ScriptNamesUnknownPerson.
    """
    explicit = _by_person(rule.people, roll)
    everybody = list(_in_order(roll))
    called = [each for each in everybody if not each[1].is_guest]
    guests = [each for each in everybody if each[1].is_guest]
    decided = [
        (venue, person, explicit.get(person.uuid) or _by_rule(rule, index))
        for index, (venue, person) in enumerate(called, start=1)
    ] + [(venue, person, PersonRule(venue=venue, name=person.name, status="present")) for venue, person in guests]
    marked = [(venue, person, fate) for venue, person, fate in decided if fate.status != "absent"]
    spread = sorted(marked, key=lambda each: each[1].uuid.bytes[::-1])
    spacing_s = (rule.until_s - rule.from_s) / max(1, len(spread))
    return tuple(
        Mark(
            at_s=rule.from_s + index * spacing_s,
            venue=venue,
            person=person.uuid,
            status=fate.status,
            reason=fate.reason or rule.reason,
            substitute=fate.substitute or _stand_in(person.name),
            is_guest=person.is_guest,
        )
        for index, (venue, person, fate) in enumerate(spread)
    )


def _in_order(roll: Mapping[str, Sequence[Invited]]) -> Iterator[tuple[str, Invited]]:
    for venue in sorted(roll):
        for person in sorted(roll[venue], key=lambda each: (_folded(each.name), each.uuid)):
            yield venue, person


def _by_rule(rule: RollRule, index: int) -> PersonRule:
    ladder: tuple[tuple[int, Status], ...] = (
        (rule.absent_every, "absent"),
        (rule.excused_every, "excused"),
        (rule.substituted_every, "substituted"),
    )
    status: Status = next((status for every, status in ladder if every and index % every == 0), "present")
    return PersonRule(venue="", name="", status=status)


def _by_person(rules: Iterable[PersonRule], roll: Mapping[str, Sequence[Invited]]) -> dict[UUID, PersonRule]:
    found: dict[UUID, PersonRule] = {}
    for rule in rules:
        people = [person for person in roll.get(rule.venue, ()) if _folded(person.name) == _folded(rule.name)]
        if not people:
            raise ScriptNamesUnknownPerson(venue=rule.venue, name=rule.name)
        found |= dict.fromkeys((person.uuid for person in people), rule)
    return found


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _stand_in(name: str) -> str:
    """An invented colleague of the same family name."""
    return f"{name.split(maxsplit=1)[0]} Đại Diện"
