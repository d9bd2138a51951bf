# SPDX-License-Identifier: Apache-2.0
"""Holding an article's typed numbers against its record before readers get it. A draft may say anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diemcau.lib.vietnamese_wording import whole_number
from diemcau.newsroom.contradictions import Contradiction, contradictions
from diemcau.newsroom.figure_labels import label_of
from diemcau.newsroom.language import language_here
from diemcau.newsroom.refusals import NumberContradictsRecord

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage


def require_numbers_of_record(article: NewsArticlePage) -> None:
    """Let an article pass whose typed numbers the figures that it is bound to bear out.

    Raises: NumberContradictsRecord: the first that they contradict, where, and what to write instead.
    """
    for refusal in numbers_against_record(article):
        raise refusal


def numbers_against_record(article: NewsArticlePage) -> Iterator[NumberContradictsRecord]:
    """All numbers for which publication would be refused, in the order of the text, as it would say so."""
    figures = article.bound_figures()
    for where, prose in _texts(article):
        yield from (_refusal(where, found) for found in contradictions(prose, figures))


def contradicted(article: NewsArticlePage) -> list[str]:
    """The same in the language that is being spoken, for whoever writes or reviews the text."""
    return [refusal.sentence(language_here()) for refusal in numbers_against_record(article)]


def _refusal(where: str, found: Contradiction) -> NumberContradictsRecord:
    label = label_of(found.figure.name).name
    return NumberContradictsRecord(
        where=where,
        words=found.words,
        token=found.token,
        label_vi=label.vi,
        label_en=label.en,
        value=whole_number(found.figure.value),
        seq=whole_number(found.figure.seq),
    )


def _texts(article: NewsArticlePage) -> Iterator[tuple[str, str]]:
    """Every text with its place, named so that an editor of either language finds it."""
    yield "tiêu đề (headline)", article.title
    yield "sa-pô (lead)", article.lead
    yield "chú thích ảnh (caption)", article.photo_caption
    for number, block in enumerate(article.body, start=1):
        where = f"khối thứ {number} (block {number})"
        if block.block_type in {"heading", "paragraph"}:
            yield where, block.value
        elif block.block_type == "picture":
            yield where, block.value["caption"] or ""
