# SPDX-License-Identifier: Apache-2.0
"""Holding an article's typed numbers against its record before readers get it. A draft may say anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diemcau.lib.vietnamese_wording import whole_number
from diemcau.newsroom.contradictions import contradictions
from diemcau.newsroom.refusals import NumberContradictsRecord

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage


def require_numbers_of_record(article: NewsArticlePage) -> None:
    """Let an article pass whose typed numbers the figures that it is bound to bear out.

    Raises: NumberContradictsRecord: the first that they contradict, where, and what to write instead.
    """
    figures = article.bound_figures()
    for where, prose in _texts(article):
        for found in contradictions(prose, figures):
            raise NumberContradictsRecord(
                where=where,
                words=found.words,
                token=found.token,
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
