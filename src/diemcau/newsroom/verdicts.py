# SPDX-License-Identifier: Apache-2.0
"""The scale of fact checks, and when a check stands on enough sources. Pure but for the words' translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from diemcau.lib.refusal import Refusal
from diemcau.lib.vietnamese import fold

FEWEST_SOURCES = 2
BEST, WORST = 5, 1


class Verdict(models.TextChoices):
    """Fixed, so that verdicts can be compared over years. From true down to false."""

    TRUE = "true", _("true")
    MOSTLY_TRUE = "mostly_true", _("mostly true")
    LACKS_CONTEXT = "lacks_context", _("lacks context")
    MISLEADING = "misleading", _("misleading")
    FALSE = "false", _("false")


def rating_of(verdict: str) -> int:
    """The verdict as a number, `BEST` to `WORST`."""
    return BEST - Verdict.values.index(verdict)


@dataclass(frozen=True, kw_only=True)
class NamedSource:
    """Who or what a check relies on; `address` or `document` says where to read it."""

    name: str
    address: str
    document: str


class TooFewSources(Refusal):
    """One source is a rumour with a name."""

    code = "too_few_sources"
    status = 422
    vi = "Bài kiểm chứng cần ít nhất {fewest} nguồn nêu rõ tên, hiện mới có {count}. Hãy thêm nguồn rồi lưu lại."
    en = "A fact check needs at least {fewest} named sources and has {count}. Add a source and save again."


class SameSourceTwice(Refusal):
    """The same source under two entries is one source."""

    code = "same_source_twice"
    status = 422
    vi = "Nguồn “{name}” được nêu hai lần. Mỗi nguồn chỉ tính một lần: hãy thay bằng một nguồn khác."
    en = "The source “{name}” is given twice. Each counts once: replace one of them by another source."


class SourceLeadsNowhere(Refusal):
    """A reader must be able to look it up."""

    code = "source_leads_nowhere"
    status = 422
    vi = "Nguồn “{name}” chưa có địa chỉ hoặc tên văn bản. Hãy ghi một trong hai để bạn đọc tra cứu được."
    en = "The source “{name}” has neither an address nor a document. Give one, so that readers can look it up."


def require_sources(sources: Sequence[NamedSource]) -> None:
    """Let a check stand on these sources.

    Raises: SourceLeadsNowhere, SameSourceTwice, TooFewSources.
    """
    seen: set[str] = set()
    for source in sources:
        if not (source.address or source.document):
            raise SourceLeadsNowhere(name=source.name)
        marks = {mark for mark in (fold(source.name), source.address.rstrip("/")) if mark}
        if marks & seen:
            raise SameSourceTwice(name=source.name)
        seen |= marks
    if len(sources) < FEWEST_SOURCES:
        raise TooFewSources(fewest=FEWEST_SOURCES, count=len(sources))
