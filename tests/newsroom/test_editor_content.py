# SPDX-License-Identifier: Apache-2.0
"""A text as the editor holds it, and back: whatever it is, it is kept as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diemcau.newsroom.editor.content import prose_of, raw_content

TOKENS = st.sampled_from(["[[delegates.attended]]", "[[~venues.commune]]", "[[~delegates.attended]]"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)
PROSE = st.lists(st.one_of(TOKENS, WORDS, st.sampled_from(["😀", "\n", "[[", "]]"]))).map("".join)


@given(PROSE)
def test_every_text_comes_back_as_it_was(prose: str) -> None:
    assert prose_of(raw_content(prose)) == prose


@given(PROSE)
def test_the_editor_never_breaks_a_line_into_two_blocks_nor_joins_two(prose: str) -> None:
    assert [block["text"] for block in raw_content(prose)["blocks"]] == prose.split("\n")


def test_a_token_is_an_entity_of_its_own_placed_as_javascript_counts() -> None:
    raw = raw_content("😀 Có [[~delegates.attended]] đại biểu")
    assert raw["blocks"][0]["entityRanges"] == [{"offset": 6, "length": 23, "key": 0}]
    assert raw["entityMap"] == {
        "0": {"type": "FIGURE", "mutability": "IMMUTABLE", "data": {"name": "delegates.attended", "rounded": True}}
    }


def test_the_number_that_a_chip_shows_is_not_kept() -> None:
    raw = raw_content("Có [[~delegates.attended]] đại biểu, 😀 [[delegates.invited]].")
    shown = raw["blocks"][0]
    shown["text"] = "Có trên 1.700 đại biểu, 😀 1.841."
    shown["entityRanges"] = [{"offset": 27, "length": 5, "key": 1}, {"offset": 3, "length": 10, "key": 0}]
    assert prose_of(raw) == "Có [[~delegates.attended]] đại biểu, 😀 [[delegates.invited]]."


def test_what_a_word_processor_put_into_the_clipboard_leaves_no_trace() -> None:
    raw = raw_content("Đậm")
    raw["blocks"][0] |= {"type": "header-two", "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}]}
    raw["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 3, "key": 0}]
    raw["entityMap"]["0"] = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org/"}}
    assert prose_of(raw) == "Đậm"


def test_lines_of_a_browser_are_lines() -> None:
    assert prose_of(raw_content("một\r\nhai")) == "một\nhai"
