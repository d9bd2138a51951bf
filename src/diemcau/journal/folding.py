# SPDX-License-Identifier: Apache-2.0
"""Folding: what is true, from what happened. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

from diemcau.journal.records import Record

S = TypeVar("S")


@dataclass(frozen=True, eq=False)
class Fold(Generic[S]):
    """A state that follows the journal.

    `evolve` is pure: it returns a new state and never changes the old one, since states are
    kept and shared. It passes over kinds that aren't its own. Make one `Fold` a module and
    use it everywhere: two folds are the same only if they are the same object.
    """

    name: str
    initial: S
    evolve: Callable[[S, Record], S]

    def over(self, records: Iterable[Record]) -> S:
        """Fold records, in order of `seq`, from the beginning."""
        return self.onto(self.initial, records)

    def onto(self, state: S, records: Iterable[Record]) -> S:
        """Fold further records onto a state."""
        return reduce(self.evolve, records, state)
