# SPDX-License-Identifier: Apache-2.0
"""Notices whoever writes into the portal's tables, by whatever way, and has pages looked through after the commit.

Signals wouldn't do: the tree of pages is moved by statements of its own, and so are updates of whole querysets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from diemcau.newsroom.keeping.emptying import drop_changed

WATCHED = ("newsroom_", "wagtailcore_", "wagtailimages_", "wagtail_localize_", "taggit_", "conference_")
"""Tables by how their names begin. A page that reads another table isn't kept: nobody would hear of a change."""
SETTLED = frozenset({"django_content_type"})
"""Tables that change by migrations alone; every start of the web process empties the pages."""

_WRITING = re.compile(r'\s*(?:INSERT\b.*?\bINTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE | re.DOTALL)
_written: WeakKeyDictionary[BaseDatabaseWrapper, set[str]] = WeakKeyDictionary()
_gathered: ContextVar[set[str] | None] = ContextVar("gathered", default=None)


def is_watched(table: str) -> bool:
    """Whether a change of a table is heard of."""
    return table.startswith(WATCHED)


def watch(connection: BaseDatabaseWrapper) -> None:
    """Notice what is written over a connection."""
    if notice not in connection.execute_wrappers:
        # First, not last: a connection may be opened within `execute_wrapper`, which takes off the last when it ends.
        connection.execute_wrappers.insert(0, notice)


def notice(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: Any,
    context: dict[str, Any],
) -> Any:
    """An execute wrapper of Django's: run the statement, and remember the table if it wrote one of the portal's."""
    result = execute(sql, params, many, context)
    if not sql.startswith("SELECT"):
        writing = _WRITING.match(sql)
        if writing is not None and is_watched(writing[1]):
            connection = context["connection"]
            _written.setdefault(connection, set()).add(writing[1])
            # Without a transaction around it this runs at once. In one that fails it doesn't, and in a savepoint
            # that fails neither: so each statement asks anew, and whichever is committed first does it for all.
            transaction.on_commit(lambda: _committed(connection), using=connection.alias, robust=True)
    return result


@contextmanager
def gathering() -> Iterator[None]:
    """Look through the pages once for all that is committed within, when it is over."""
    tables: set[str] = set()
    token = _gathered.set(tables)
    try:
        yield
    finally:
        _gathered.reset(token)
        if tables:
            drop_changed(tables)


def _committed(connection: BaseDatabaseWrapper) -> None:
    tables = _written.pop(connection, set())
    gathered = _gathered.get()
    if gathered is not None:
        gathered |= tables
    elif tables:
        drop_changed(tables)
