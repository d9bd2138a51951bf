# SPDX-License-Identifier: Apache-2.0
"""Every event that a release writes has a sample that later releases must read, and a line in the documentation."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from diemcau.journal.events import Event, event_from, payload_of, registered_events

GOLDEN: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "golden.json").read_text())
EVENTS = {
    f"{kind}/{version}": cls
    for (kind, version), cls in registered_events().items()
    if cls.__module__.startswith("diemcau.")
}
PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text()
LINES = dict(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|[^|]+\|([^|]*)\|$", PAGE, re.MULTILINE))


def kinds(events: dict[str, type[Event]]) -> set[str]:
    return {cls.KIND for cls in events.values()}


def test_every_event_has_a_golden_sample_and_every_sample_an_event() -> None:
    assert sorted(GOLDEN) == sorted(EVENTS)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_golden_sample_is_read_and_written_as_it_is(name: str) -> None:
    kind, version = name.split("/")
    event = event_from(kind, int(version), GOLDEN[name])
    assert type(event) is EVENTS[name]
    assert payload_of(event) == GOLDEN[name]


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_event_without_its_shreddable_text_is_an_event_still(name: str) -> None:
    kind, version = name.split("/")
    shreddable = EVENTS[name].SHREDDABLE
    event = event_from(kind, int(version), {**GOLDEN[name], **dict.fromkeys(shreddable)})
    assert all(getattr(event, field) is None for field in shreddable)


def test_every_kind_has_a_line_in_the_documentation_and_every_line_a_kind() -> None:
    assert sorted(LINES) == sorted(kinds(EVENTS))


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_documentation_names_the_fields(name: str) -> None:
    cls = EVENTS[name]
    told = re.findall(r"`([a-z_]+)`( \(shreddable\))?", LINES[cls.KIND])
    assert told == [
        (field.name, " (shreddable)" if field.name in cls.SHREDDABLE else "") for field in dataclasses.fields(cls)
    ]


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_event_is_frozen_and_keeps_no_name_of_a_person(name: str) -> None:
    cls = EVENTS[name]
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not {"name", "full_name", "phone", "post"} & {field.name for field in dataclasses.fields(cls)}
