# SPDX-License-Identifier: Apache-2.0
"""Looks over the shoulder of whoever reads the database, and remembers question and answer.

The rows that a page was made of and the rows of its note are the same rows: asked a second
time, they could be newer ones, and the page would be kept with a note that isn't its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from diemcau.newsroom.keeping.notes import CannotBeWrittenDown, Reading, read_params, written_params

# A draft leaves its marks in the row of the published page, which readers never see.
_EDITORS_OWN = frozenset(
    {
        "draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at",
        "locked", "locked_at", "locked_by_id",
    }
)  # fmt: skip
_COUNTED = "numchild"
"""Drafts are children too. Whether there are any decides whether they are asked for; their number decides nothing."""

Rows = Sequence[Sequence[Any]]


class Recorder:
    """An execute wrapper of Django's that keeps what each SELECT answered, and answers the same one from memory.

    A page's blocks ask much alike: which pages are private, which language is spoken. A page is made of
    one state of things, so that the first answer is good for all of it, unless something is written.
    """

    def __init__(self) -> None:
        self.readings: dict[Reading, None] = {}
        self.missed = ""
        """Why a reading couldn't be written down; empty while all could."""
        self._answers: dict[tuple[str, str], tuple[Rows, Any]] = {}

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: Any,
        context: dict[str, Any],
    ) -> Any:
        """Run the query; pass its rows on after a look at them."""
        if not sql.startswith(("SELECT", "WITH")):
            self._answers.clear()
            return execute(sql, params, many, context)
        cursor = context["cursor"]
        try:
            question = sql, written_params(params)
        except CannotBeWrittenDown as unknown:
            self.missed = str(unknown)
            return execute(sql, params, many, context)
        if question not in self._answers:
            execute(sql, params, many, context)
            rows = cursor.cursor.fetchall()
            self._answers[question] = rows, cursor.cursor.description
            self.readings[Reading(*question, digest_of(rows, cursor.cursor.description))] = None
        cursor.cursor = _Replayed(*self._answers[question], cursor.cursor)
        return cursor.cursor


class _Replayed:
    """A cursor whose rows have been fetched already."""

    def __init__(self, rows: Rows, description: Any, cursor: Any) -> None:
        self.description = description
        self.rowcount = len(rows)
        self.close = cursor.close
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return self._rows

    def fetchone(self) -> Sequence[Any] | None:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> Rows:
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> Rows:
        return list(self._rows)


def asked_again(connection: BaseDatabaseWrapper, reading: Reading) -> str:
    """The digest of what a reading's query answers now."""
    with connection.cursor() as cursor:
        cursor.execute(reading.sql, read_params(reading.params))
        return digest_of(cursor.fetchall(), cursor.description)


def digest_of(rows: Rows, description: Any) -> str:
    """Of rows as readers would see a difference."""
    names = [column[0] for column in description or ()]
    seen = [name not in _EDITORS_OWN for name in names]
    counted = [number for number, name in enumerate(names) if name == _COUNTED]
    digest = hashlib.blake2b(digest_size=16)
    for row in rows:
        values = [value if is_seen else None for value, is_seen in zip(row, seen, strict=True)]
        for number in counted:
            values[number] = bool(row[number])
        digest.update(repr(values).encode())
    return digest.hexdigest()
