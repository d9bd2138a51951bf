# SPDX-License-Identifier: Apache-2.0
"""What an event is: a frozen dataclass with a wire name and a version.

Owns the registry that turns events into journal payloads and back. Knows no
database: the pure rooms (`*/events.py`, `*/state.py`, `board/`) import this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter, ValidationError

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Subclasses are registered with :func:`register`."""

    KIND: ClassVar[str]
    VERSION: ClassVar[int]
    SHREDDABLE: ClassVar[frozenset[str]]


EventType = TypeVar("EventType", bound=Event)
_ADAPTERS: dict[tuple[str, int], TypeAdapter[Any]] = {}
_TYPES: dict[tuple[str, int], type[Event]] = {}


class UnknownEvent(LookupError):
    """An entry names a kind and version that this release doesn't know."""

    def __init__(self, kind: str, version: int) -> None:
        super().__init__(f"no event {kind!r} version {version} is registered")
        self.kind = kind
        self.version = version


class InvalidPayload(ValueError):
    """A payload doesn't fit its event."""


def register(
    kind: str, *, version: int = 1, shreddable: frozenset[str] = frozenset()
) -> Callable[[type[EventType]], type[EventType]]:
    """Give an event class its wire name and version.

    Args:
        kind: what happened, as the journal names it: `venue.aired`.
        version: raised when the fields change; old entries stay as they are.
        shreddable: names of the string fields that may hold something personal.
            The journal keeps a salted digest of them and the text apart, so that
            the text can be destroyed without breaking the chain.
    """

    def decorate(cls: type[EventType]) -> type[EventType]:
        cls.KIND, cls.VERSION, cls.SHREDDABLE = kind, version, shreddable
        _TYPES[kind, version] = cls
        return cls

    return decorate


def registered_events() -> Mapping[tuple[str, int], type[Event]]:
    """Every event known to this process, by (kind, version)."""
    return dict(_TYPES)


def event_type(kind: str, version: int) -> type[Event]:
    """The class of a kind and version.

    Raises: UnknownEvent.
    """
    try:
        return _TYPES[kind, version]
    except KeyError:
        raise UnknownEvent(kind, version) from None


def payload_of(event: Event) -> Payload:
    """The event's fields as plain JSON values: UUIDs and instants as strings."""
    payload: Payload = _adapter(event.KIND, event.VERSION).dump_python(event, mode="json")
    return payload


def event_from(kind: str, version: int, payload: Payload) -> Event:
    """Rebuild an event from its payload.

    Raises: UnknownEvent, InvalidPayload.
    """
    try:
        event: Event = _adapter(kind, version).validate_python(payload)
    except ValidationError as error:
        raise InvalidPayload(f"{kind} v{version}: {error}") from error
    return event


def _adapter(kind: str, version: int) -> TypeAdapter[Any]:
    key = kind, version
    if key not in _ADAPTERS:
        _ADAPTERS[key] = TypeAdapter(event_type(kind, version))
    return _ADAPTERS[key]
