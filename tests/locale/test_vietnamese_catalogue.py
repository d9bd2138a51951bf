# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

import diemcau

PACKAGE = Path(diemcau.__file__).parent
OURS = "locale/vi/LC_MESSAGES/django.po"
WAGTAILS = "wagtail_locale/vi/LC_MESSAGES/django.po", "wagtail_locale/vi/LC_MESSAGES/djangojs.po"
KEYWORDS = DEFAULT_KEYWORDS | {"_": None}
IN_TEMPLATES = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue(name: str) -> Catalog:
    with (PACKAGE / name).open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translation(message: Message) -> str:
    said = message.string
    return said if isinstance(said, str) else "".join(said or ())


def messages(name: str) -> list[Message]:
    return [message for message in catalogue(name) if message.id]


@pytest.mark.parametrize("room", ["conference", "people", "newsroom"])
def test_every_word_of_an_apps_pages_has_its_vietnamese(room: str) -> None:
    found = extract_from_dir(PACKAGE / room, method_map=[("**.py", "python")], keywords=KEYWORDS)
    told = catalogue(OURS)
    ours = {text for _, _, text, _, _ in found if isinstance(text, str)}
    assert len(ours) > 10
    assert sorted(text for text in ours if not (text in told and told[text].string)) == []


def test_every_word_of_the_portals_templates_has_its_vietnamese() -> None:
    told = catalogue(OURS)
    templates = "".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "newsroom").rglob("*.html")))
    ours = {double or single for double, single in IN_TEMPLATES.findall(templates)}
    assert len(ours) > 10
    assert sorted(text for text in ours if not (text in told and told[text].string)) == []


@pytest.mark.parametrize("name", [OURS, *WAGTAILS])
def test_nothing_is_left_empty_or_said_twice_over(name: str) -> None:
    assert [message.id for message in messages(name) if not translation(message)] == []
    lines = (PACKAGE / name).read_text(encoding="utf-8").splitlines()
    sources = [line for line in lines if line.startswith("msgid ")]
    assert sorted({line for line in sources if sources.count(line) > 1}) == []


@pytest.mark.parametrize("name", [OURS, *WAGTAILS])
def test_translations_keep_every_placeholder(name: str) -> None:
    for message in messages(name):
        said = translation(message)
        allowed = set(PLACEHOLDER.findall(" ".join(texts(message))))
        needed = set(PLACEHOLDER.findall(texts(message)[-1]))
        assert needed <= set(PLACEHOLDER.findall(said)) <= allowed, message.id
