# SPDX-License-Identifier: Apache-2.0
"""Fact checks: two sources at least, somebody else's approval, and words that machines read."""

from __future__ import annotations

from datetime import date
from typing import Any

import extruct
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale

from diemcau.newsroom.models import FactCheckIndexPage, FactCheckPage
from diemcau.newsroom.review.approving import Reviewer, approve, submit
from diemcau.newsroom.review.refusals import ArticleIsNotReviewed, AuthorMayNotReview, PublishedAroundReview
from diemcau.newsroom.site import set_up_portal
from diemcau.newsroom.translating import translate
from diemcau.newsroom.verdicts import (
    NamedSource,
    SameSourceTwice,
    SourceLeadsNowhere,
    TooFewSources,
    Verdict,
    rating_of,
    require_sources,
)
from support.articles import REVIEWER
from support.schema_org import faults

CLAIM = "Hội nghị chỉ có 500 đại biểu tham dự."
MINUTES = NamedSource(name="Biên bản hội nghị", address="", document="Biên bản số 12/BB")
BOARD = NamedSource(name="Ban Tuyên giáo", address="https://tuyengiao.example/so-lieu/", document="")


def source(one: NamedSource) -> tuple[str, dict[str, str]]:
    value = {"name": one.name, "address": one.address, "document": one.document, "says": "Có 1.769 đại biểu."}
    return "source", value


def drafted(*sources: NamedSource, author: User | None = None) -> FactCheckPage:
    set_up_portal(organisation="Tỉnh ủy Lâm Đồng")
    index = FactCheckIndexPage.objects.get(slug="kiem-chung")
    check: FactCheckPage = index.add_child(
        instance=FactCheckPage(
            title="Không phải 500 đại biểu",
            slug="500-dai-bieu",
            claim=CLAIM,
            appeared_in="Báo Ví Dụ",
            appeared_at="https://bao.example/tin/1",
            appeared_on=date(2022, 11, 1),
            verdict=Verdict.FALSE,
            explanation="<p>Nhật ký ghi 1.769 đại biểu.</p>",
            sources=[source(one) for one in sources],
            checked_on=date(2022, 11, 2),
            live=False,
        )
    )
    check.save_revision(user=author)
    return check


def published() -> FactCheckPage:
    check = drafted(MINUTES, BOARD)
    approve(submit(check, user=None), reviewer=REVIEWER)
    check.refresh_from_db()
    return check


def test_two_named_sources_are_enough() -> None:
    require_sources([MINUTES, BOARD])


def test_one_source_is_too_few() -> None:
    with pytest.raises(TooFewSources) as refused:
        require_sources([MINUTES])
    assert refused.value.sentence("vi").startswith("Bài kiểm chứng cần ít nhất 2 nguồn nêu rõ tên, hiện mới có 1.")


@pytest.mark.parametrize(
    "again",
    [
        NamedSource(name="ban tuyên giáo", address="", document="Công văn"),
        NamedSource(name="Trang khác", address="https://tuyengiao.example/so-lieu", document=""),
    ],
    ids=["same name", "same address"],
)
def test_the_same_source_twice_is_one(again: NamedSource) -> None:
    with pytest.raises(SameSourceTwice):
        require_sources([BOARD, again])


def test_a_source_that_nobody_can_look_up_is_none() -> None:
    with pytest.raises(SourceLeadsNowhere):
        require_sources([MINUTES, NamedSource(name="Một nguồn tin", address="", document="")])


def test_the_scale_goes_from_true_to_false() -> None:
    assert [rating_of(verdict) for verdict in Verdict] == [5, 4, 3, 2, 1]


@pytest.mark.django_db
def test_the_editor_is_told_in_their_language() -> None:
    with override("vi"), pytest.raises(ValidationError, match="hiện mới có 1"):
        drafted(MINUTES)


@pytest.mark.django_db
def test_nobody_publishes_a_check_that_nobody_reviewed() -> None:
    check = drafted(MINUTES, BOARD)
    with pytest.raises(ArticleIsNotReviewed):
        check.latest_revision.publish()
    check.live = True
    with pytest.raises(PublishedAroundReview):
        check.save()
    assert Client().get(check.url).status_code == 404


def test_who_wrote_a_check_does_not_approve_it(editor: User) -> None:
    check = drafted(MINUTES, BOARD, author=editor)
    with pytest.raises(AuthorMayNotReview):
        approve(submit(check, user=editor), reviewer=Reviewer(user=editor))


@pytest.mark.django_db
def test_readers_see_claim_verdict_and_sources() -> None:
    check = published()
    page = BeautifulSoup(Client().get(check.url).content, "html.parser")
    shown = page.select_one(".report")
    assert shown is not None
    words = shown.get_text(" ", strip=True)
    for told in (CLAIM, "Báo Ví Dụ", "01/11/2022", "sai", "Biên bản số 12/BB", "Ban Tuyên giáo"):
        assert told in words
    for list_of_checks in ("/kiem-chung/", "/"):
        listed = BeautifulSoup(Client().get(list_of_checks).content, "html.parser").select_one(".checks a")
        assert listed is not None
        assert listed["href"] == check.url


@pytest.mark.django_db
def test_the_list_is_there_in_both_languages_and_every_page_leads_to_it() -> None:
    set_up_portal()
    set_up_portal()
    assert [(index.title, index.url) for index in FactCheckIndexPage.objects.order_by("pk")] == [
        ("Kiểm chứng thông tin", "/kiem-chung/"),
        ("Fact checks", "/en/fact-checks/"),
    ]
    for path, address in (("/", "/kiem-chung/"), ("/en/fact-checks/", "/en/fact-checks/")):
        page = BeautifulSoup(Client().get(path).content, "html.parser")
        assert address in [link["href"] for link in page.select(".foot-links a")]
    assert "No claim has been checked yet." in str(page)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["500 đại biểu", "bien ban so 12", "báo ví dụ", "sai"])
def test_search_finds_a_check_by_claim_source_and_verdict(words: str) -> None:
    check = published()
    page = BeautifulSoup(Client().get("/tim-kiem/", {"q": words}).content, "html.parser")
    assert [link["href"] for link in page.select(".hits a")] == [check.url]
    (at,) = page.select(".hits time")
    assert at.get_text() == "02/11/2022"


@pytest.mark.django_db
def test_an_english_check_tells_its_dates_in_english_words() -> None:
    check = published()
    english = translate(check, Locale.objects.get(language_code="en"), FactCheckPage(title="Not 500 delegates"))
    approve(submit(english, user=None), reviewer=REVIEWER)
    english.refresh_from_db()
    page = BeautifulSoup(Client().get(english.url).content, "html.parser")
    assert [time.get_text() for time in page.select(".report time")] == ["2 November 2022", "1 November 2022"]
    assert "false" in english.plain_text().split()
    assert "sai" in check.plain_text().split()


@pytest.mark.django_db
def test_machines_read_a_claim_review() -> None:
    check = published()
    html = Client().get(check.url).content.decode()
    found: dict[str, Any] = extruct.extract(html, base_url=check.full_url, syntaxes=["json-ld"])
    nodes = found["json-ld"][0]["@graph"]
    assert [fault for node in nodes for fault in faults(node)] == []
    review = next(node for node in nodes if node["@type"] == "ClaimReview")
    assert review["claimReviewed"] == CLAIM
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "Báo Ví Dụ"}
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "sai",
    }
    assert len(review["citation"]) == 2


def test_there_is_no_field_for_a_person() -> None:
    own = {field.name for field in FactCheckPage._meta.local_fields}
    assert own == {
        "page_ptr", "claim", "appeared_in", "appeared_at", "appeared_on", "verdict", "explanation", "sources",
        "checked_on", "byline",
    }  # fmt: skip
