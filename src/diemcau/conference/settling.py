# SPDX-License-Identifier: Apache-2.0
"""Bringing one row of the plan to what it should be, and saying what that changed.

Owns the comparison: a row that holds the values already isn't written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.db import models

Kind = Literal["conference", "venue", "item", "guest", "deck", "clip"]
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of one row of the plan; `unmentioned` rows are in the tables alone, and stay."""

    kind: Kind
    key: str
    verdict: Literal["new", "changed", "same", "unmentioned"]
    fields: tuple[str, ...] = ()


def settle(row: M, values: Mapping[str, Any], *, kind: Kind, key: str) -> tuple[M, Change]:
    """Give a row, new or stored, the values; it is written only where they differ."""
    is_new = row.pk is None
    changed = tuple(name for name, value in values.items() if is_new or getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save()
    verdict: Literal["new", "changed", "same"] = "new" if is_new else "changed" if changed else "same"
    return row, Change(kind=kind, key=key, verdict=verdict, fields=() if is_new else changed)


def unmentioned(kind: Kind, keys: Iterable[str]) -> list[Change]:
    """Rows that nobody mentioned."""
    return [Change(kind=kind, key=key, verdict="unmentioned") for key in keys]
