# SPDX-License-Identifier: Apache-2.0
"""The figures that an editor may put into an article, in words: what it is bound to, else what the record says now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from diemcau.conference.models import Conference
from diemcau.newsroom.binding import figures_now
from diemcau.newsroom.figure_labels import label_of
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.wording import Wording, wording_of
from diemcau.outcome.figures import Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """One figure of the list: label and rule in the editor's language, the numbers in the article's."""

    name: str
    label: str
    counted: str
    exact: str
    rounded: str


def offer(article: NewsArticlePage, conference: Conference | None) -> dict[str, Any]:
    """What the editor's script is told of the form's conference: its figures, or a sentence on why there are none."""
    figures = list(_figures(article, conference))
    wording = wording_of(article.locale.language_code)
    return {"figures": [asdict(_offered(one, wording)) for one in figures], "why": _why(conference, figures)}


def _figures(article: NewsArticlePage, conference: Conference | None) -> Iterator[Figure]:
    if conference is None:
        return
    bound = article.bound_figures() if article.conference_id == conference.pk else {}
    yield from (figures_now(conference) | bound).values()


def _offered(figure: Figure, wording: Wording) -> Offered:
    label, language = label_of(figure.name), get_language() or ""
    return Offered(
        name=figure.name,
        label=label.name.of(language),
        counted=label.counted.of(language),
        exact=wording.whole_number(figure.value),
        rounded=wording.rounded_number(figure.value),
    )


def _why(conference: Conference | None, figures: list[Figure]) -> str:
    if conference is None:
        return gettext("Choose the conference that this article is about: figures come from its journal.")
    if not figures:
        return gettext("%(name)s isn't closed yet: its figures come with the closing.") % {"name": conference.name}
    return ""
