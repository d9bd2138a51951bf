# SPDX-License-Identifier: Apache-2.0
"""Prose with figures in it."""

from __future__ import annotations

from datetime import UTC, datetime

from diemcau.newsroom.prose import figure_names, prose_html, prose_text
from diemcau.outcome.figures import Figure

AT = datetime(2022, 10, 31, 9, 35, tzinfo=UTC)
FIGURES = {"delegates.attended": Figure(name="delegates.attended", seq=4812, value=1769, at=AT)}
TEXT = "Có [[~delegates.attended]] đại biểu, đúng ra là [[delegates.attended]]."


def test_figures_are_found_by_name() -> None:
    assert figure_names(TEXT + " [[venues.hub]]") == {"delegates.attended", "venues.hub"}


def test_plain_text_has_rounded_and_exact_figures() -> None:
    assert prose_text(TEXT, FIGURES) == "Có trên 1.700 đại biểu, đúng ra là 1.769."


def test_html_carries_exact_value_query_and_entry() -> None:
    html = prose_html("[[~delegates.attended]]", FIGURES)
    assert 'value="1769"' in html
    assert 'data-query="delegates.attended"' in html
    assert 'data-seq="4812"' in html
    assert 'popovertarget="figure-delegates-attended"' in html
    assert html.endswith(">trên 1.700</data></button>")


def test_html_escapes_everything_else() -> None:
    assert prose_html("<b>&</b>", FIGURES) == "&lt;b&gt;&amp;&lt;/b&gt;"


def test_an_unknown_figure_is_a_dash() -> None:
    assert prose_html("[[venues.mars]]", FIGURES) == prose_text("[[venues.mars]]", FIGURES) == "–"
