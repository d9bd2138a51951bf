# SPDX-License-Identifier: Apache-2.0
"""What a kept page was made of, as a file beside it: readings of the database, and things outside of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

_TABLES = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)


class CannotBeWrittenDown(Exception):
    """A query was asked with a parameter of a kind that a note doesn't know."""


@dataclass(frozen=True)
class Reading:
    """A query, and the digest of what it answered. `params` as JSON, so that equal readings are equal."""

    sql: str
    params: str
    digest: str

    @property
    def question(self) -> tuple[str, str]:
        """The query without its answer."""
        return self.sql, self.params

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that it reads, subqueries' among them."""
        return frozenset(_TABLES.findall(self.sql))


@dataclass(frozen=True)
class Outside:
    """Something that isn't in the database: which, of whom, and its fingerprint."""

    name: str
    argument: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A kept page but for its body. `file` is relative to the folder of pages; times are POSIX seconds."""

    address: str
    file: str
    headers: tuple[tuple[str, str], ...]
    made_at: float
    until: float
    readings: tuple[Reading, ...]
    outside: tuple[Outside, ...]

    def to_json(self) -> str:
        """As it is written."""
        fields = {name: getattr(self, name) for name in ("address", "file", "headers", "made_at", "until")}
        readings = [[one.sql, one.params, one.digest] for one in self.readings]
        outside = [[one.name, one.argument, one.fingerprint] for one in self.outside]
        return json.dumps({**fields, "readings": readings, "outside": outside}, ensure_ascii=False)


def note_from_json(text: str) -> Note:
    """Read a note. Raises: ValueError, KeyError, TypeError: it isn't one."""
    fields = json.loads(text)
    return Note(
        address=fields["address"],
        file=fields["file"],
        headers=tuple((name, value) for name, value in fields["headers"]),
        made_at=fields["made_at"],
        until=fields["until"],
        readings=tuple(Reading(*one) for one in fields["readings"]),
        outside=tuple(Outside(*one) for one in fields["outside"]),
    )


def written_params(params: Sequence[Any] | None) -> str:
    """A query's parameters as JSON. Raises: CannotBeWrittenDown."""
    return json.dumps(None if params is None else list(params), default=_tagged)


def read_params(written: str) -> list[Any] | None:
    """The parameters again."""
    params = json.loads(written, object_hook=_untagged)
    return None if params is None else list(params)


def _tagged(value: Any) -> dict[str, str]:
    # A datetime is a date too: the order matters.
    for kind, write in ((datetime, "datetime"), (date, "date")):
        if isinstance(value, kind):
            return {write: value.isoformat()}
    if isinstance(value, UUID):
        return {"uuid": value.hex}
    raise CannotBeWrittenDown(type(value).__name__)


_READ: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "uuid": UUID,
}


def _untagged(tagged: dict[str, str]) -> Any:
    ((kind, text),) = tagged.items()
    return _READ[kind](text)
