# SPDX-License-Identifier: Apache-2.0
"""Checks JSON-LD against schema.org's own vocabulary: types, the properties that they have, and what those may hold.

The vocabulary is read from `schema-dts`, which Google makes from schema.org's definitions; TypeScript's
declarations are regular enough to be read as the tables that they were made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

DECLARATIONS = Path(__file__).parents[2] / "frontend/node_modules/schema-dts/dist/schema.d.ts"
_INTERFACE = re.compile(r"(?:export )?interface (\w+?)(Base|Leaf) extends (.+) \{")
_PROPERTY = re.compile(r'    "(\w+)"\?: SchemaValue<(.+), "\w+">;')
_ALIAS = re.compile(r"export type (\w+) = (.+);")
_ABSOLUTE = re.compile(r"https?://[^\s/]+\S*")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


@dataclass(frozen=True)
class Vocabulary:
    """`ranges` by type and property as written in the type's own definition; `members` are an enumeration's."""

    types: frozenset[str]
    parents: Mapping[str, tuple[str, ...]]
    ranges: Mapping[str, Mapping[str, frozenset[str]]]
    members: Mapping[str, frozenset[str]]

    def kinds(self, kind: str) -> Iterator[str]:
        """A type and all that it inherits from."""
        yield kind
        for parent in self.parents.get(kind, ()):
            yield from self.kinds(parent)

    def range_of(self, kind: str, name: str) -> frozenset[str] | None:
        """What a property of a type may hold; None: the type has no such property."""
        return next((self.ranges[one][name] for one in self.kinds(kind) if name in self.ranges.get(one, {})), None)


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary, read once a process."""
    types: set[str] = set()
    parents: dict[str, tuple[str, ...]] = {}
    ranges: dict[str, dict[str, frozenset[str]]] = {}
    members: dict[str, frozenset[str]] = {}
    current = ""
    for line in DECLARATIONS.read_text("utf-8").splitlines():
        if found := _INTERFACE.match(line):
            current, part, above = found.groups()
            types |= {current} if part == "Leaf" else set()
            inherited = tuple(name for name in re.findall(r"(\w+)Base\b", above) if name != current)
            if inherited:
                parents[current] = inherited
        elif found := _PROPERTY.match(line):
            ranges.setdefault(current, {})[found[1]] = frozenset(found[2].split(" | "))
        elif found := _ALIAS.match(line):
            members[found[1]] = frozenset(re.findall(r'"([^"]+)"', found[2]))
    return Vocabulary(frozenset(types), parents, ranges, members)


def faults(node: Mapping[str, Any], *, path: str = "$") -> list[str]:
    """What is wrong with a node and with all nodes in it, one sentence each."""
    return list(_node_faults(node, path))


def _node_faults(node: Mapping[str, Any], path: str) -> Iterator[str]:
    kind = str(node.get("@type"))
    if kind not in vocabulary().types:
        yield f"{path}: schema.org has no type {kind}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        allowed = vocabulary().range_of(kind, name)
        if allowed is None:
            yield f"{path}: {kind} has no property {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value_faults(one, allowed, f"{path}.{name}")


def _value_faults(value: object, allowed: frozenset[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            return
        if allowed.isdisjoint(vocabulary().kinds(str(value.get("@type")))):
            yield f"{path}: {value.get('@type')} is none of {sorted(allowed)}"
        yield from _node_faults(value, path)
    elif not any(_holds(value, kind) for kind in allowed):
        yield f"{path}: {value!r} is none of {sorted(allowed)}"


def _holds(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in {"Number", "Integer"}
    return isinstance(value, str) and _holds_text(value, kind)


def _holds_text(value: str, kind: str) -> bool:
    match kind:
        case "Text":
            return True
        case "URL":
            return _ABSOLUTE.fullmatch(value) is not None
        case "Date" | "DateTime":
            return _is_instant(value)
        case "Duration":
            return _DURATION.fullmatch(value) is not None
    return value in vocabulary().members.get(kind, frozenset())


def _is_instant(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None or len(value) == len("2022-10-31")
    except ValueError:
        return False
