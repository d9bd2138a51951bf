# SPDX-License-Identifier: Apache-2.0
"""Articles and fact checks by hand, for tests that need no conference behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from diemcau.newsroom.models import FactCheckIndexPage, FactCheckPage, NewsArticlePage
from diemcau.newsroom.review.approving import approve, submit
from diemcau.newsroom.site import section_of, set_up_portal
from diemcau.newsroom.verdicts import Verdict
from support.articles import REVIEWER, put_live

REPORTED_AT = datetime(2022, 10, 31, 9, 0, tzinfo=UTC)


def written_article(
    title: str, *paragraphs: str, slug: str, section: str = "Tin tức", at: datetime = REPORTED_AT, live: bool = True
) -> NewsArticlePage:
    """An article in a section, published unless `live` is False."""
    body: Sequence[tuple[str, str]] = [("paragraph", paragraph) for paragraph in paragraphs[1:]]
    page = NewsArticlePage(
        title=title, slug=slug, reported_at=at, lead=paragraphs[0] if paragraphs else title, body=body, live=False
    )
    section_of(set_up_portal(organisation="Tỉnh ủy Lâm Đồng"), title=section).add_child(instance=page)
    if live:
        put_live(page)
        page.refresh_from_db()
    return page


def written_check(title: str, *, claim: str, verdict: Verdict) -> FactCheckPage:
    """A fact check by two sources, published."""
    set_up_portal(organisation="Tỉnh ủy Lâm Đồng")
    sources = [
        ("source", {"name": name, "address": f"https://{name}.example/", "document": "", "says": "Có 1.769 đại biểu."})
        for name in ("bien-ban", "bao-cao")
    ]
    page: FactCheckPage = FactCheckIndexPage.objects.get(slug="kiem-chung").add_child(
        instance=FactCheckPage(
            title=title,
            slug="kiem-chung-mot",
            claim=claim,
            appeared_in="Báo Ví Dụ",
            appeared_at="https://bao.example/tin/1",
            appeared_on=REPORTED_AT.date(),
            verdict=verdict,
            explanation="<p>Nhật ký ghi 1.769 đại biểu.</p>",
            sources=sources,
            checked_on=REPORTED_AT.date(),
            live=False,
        )
    )
    page.save_revision()
    approve(submit(page, user=None), reviewer=REVIEWER)
    page.refresh_from_db()
    return page
