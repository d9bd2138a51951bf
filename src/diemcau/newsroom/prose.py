# SPDX-License-Identifier: Apache-2.0
"""Prose with figures in it: a number is written as its query's name, never as digits.

`[[delegates.attended]]` stands for the exact figure, `[[~delegates.attended]]` for the
rounded one, in the language that is being spoken. Pure but for Django's escaping and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from diemcau.newsroom.wording import wording_here
from diemcau.outcome.figures import Figure

_TOKEN = re.compile(r"\[\[(?P<rounded>~?)(?P<name>[a-z_.]+)\]\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A figure's place in a text: its name, and whether the rounded number is to stand there."""

    name: str
    rounded: bool = False

    @property
    def written(self) -> str:
        """As it is kept in the text."""
        return f"[[{'~' if self.rounded else ''}{self.name}]]"


def pieces(prose: str) -> Iterator[str | Token]:
    """A text in its order: words, and the figures between them."""
    end = 0
    for match in _TOKEN.finditer(prose):
        yield prose[end : match.start()]
        yield Token(name=match["name"], rounded=bool(match["rounded"]))
        end = match.end()
    yield prose[end:]


def figure_names(prose: str) -> set[str]:
    """The figures that a text names."""
    return {piece.name for piece in pieces(prose) if isinstance(piece, Token)}


def figure_id(name: str) -> str:
    """The id of a figure's popover on its page: one for each name, however often the figure is shown."""
    return f"figure-{name.replace('.', '-').replace('_', '-')}"


def figure_html(figure: Figure, *, rounded: bool = False) -> SafeString:
    """One figure as readers see it: a button that opens the popover in which it says where it comes from."""
    return format_html(
        '<button type="button" class="source-of" popovertarget="{}" aria-haspopup="dialog">'
        '<data class="figure" value="{}" data-query="{}" data-seq="{}">{}</data></button>',
        figure_id(figure.name), figure.value, figure.name, figure.seq, _worded(figure, rounded=rounded),
    )  # fmt: skip


def prose_html(prose: str, figures: Mapping[str, Figure]) -> SafeString:
    """A text with its figures filled in and all else escaped.

    A figure that the record doesn't have is left out with a dash: readers never see a token.
    """
    return format_html_join("", "{}", ((_html(piece, figures),) for piece in pieces(prose)))


def prose_text(prose: str, figures: Mapping[str, Figure]) -> str:
    """The same as plain text, for lists of news and search engines."""
    return "".join(_text(piece, figures) for piece in pieces(prose))


def _html(piece: str | Token, figures: Mapping[str, Figure]) -> str | SafeString:
    if isinstance(piece, str):
        return piece
    figure = figures.get(piece.name)
    return figure_html(figure, rounded=piece.rounded) if figure else "–"


def _text(piece: str | Token, figures: Mapping[str, Figure]) -> str:
    if isinstance(piece, str):
        return piece
    figure = figures.get(piece.name)
    return _worded(figure, rounded=piece.rounded) if figure else "–"


def _worded(figure: Figure, *, rounded: bool) -> str:
    wording = wording_here()
    return wording.rounded_number(figure.value) if rounded else wording.whole_number(figure.value)
