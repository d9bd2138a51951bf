# SPDX-License-Identifier: Apache-2.0
"""What can happen to the greeting list. People are named by opaque id alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from diemcau.journal.events import Event, register


@register("greeting.locked")
@dataclass(frozen=True, kw_only=True)
class GreetingLocked(Event):
    """The chair locked the list: `persons` are greeted, in this order, whoever comes later."""

    persons: tuple[UUID, ...]


@register("greeting.unlocked")
@dataclass(frozen=True, kw_only=True)
class GreetingUnlocked(Event):
    """The list follows the roll call again."""
