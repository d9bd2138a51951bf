# SPDX-License-Identifier: Apache-2.0
"""What machines read on an article, by an independent reader and against schema.org's own vocabulary."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import extruct
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from pytest_django import Settings
from wagtail.models import Page

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import Correction, CorrectionState, CorrectionText, NewsArticlePage, NewsPicture
from diemcau.newsroom.structured import facts
from diemcau.newsroom.structured.graph import page_node
from diemcau.newsroom.structured.social import leaf_tags
from diemcau.recording.archive import SUMMARY, Summary, folder_of, summary_file
from diemcau.recording.chapters import Chapter
from factories.closed_conference import OPENS_AT, closed_conference
from support.articles import put_live
from support.schema_org import faults

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves files of renditions to the garbage collector: see test_photo.py.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
SITE = settings.WAGTAILADMIN_BASE_URL


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    yield
    gc.collect()


def read(page: Page) -> dict[str, Any]:
    """A page by an independent reader: its JSON-LD and its Open Graph."""
    html = Client().get(page.url).content.decode()
    found: dict[str, Any] = extruct.extract(html, base_url=page.full_url, syntaxes=["json-ld", "opengraph"])
    return found


def node_of(found: dict[str, Any], kind: str) -> dict[str, Any]:
    [document] = found["json-ld"]
    assert document["@context"] == "https://schema.org"
    [node] = [node for node in document["@graph"] if node["@type"] == kind]
    assert faults(node) == []
    return dict(node)


def tags_of(found: dict[str, Any]) -> list[tuple[str, str]]:
    [graph] = found["opengraph"]
    return [(name, content) for name, content in graph["properties"]]


def with_picture(page: NewsArticlePage) -> None:
    drawn = BytesIO()
    Picture.new("RGB", (1600, 900), "navy").save(drawn, "JPEG")
    file = ImageFile(BytesIO(drawn.getvalue()), name="hoi-truong.jpg")
    page.photo = NewsPicture.objects.create(
        title="Hội trường", description="Hội trường đông người", credit="Ảnh: Hoàng Khôi", file=file
    )
    page.photo_caption = "Đại biểu tại điểm cầu trung tâm"
    page.body.append(("picture", {"picture": page.photo, "caption": "Toàn cảnh"}))
    put_live(page)


def filmed(recordings: Path, slug: str) -> None:
    chapters = (
        Chapter(at_s=0.0, until_s=1200.4, title="Khai mạc"),
        Chapter(at_s=1200.4, until_s=5700.2, title="Thành phố Bảo Lộc"),
    )
    folder = folder_of(recordings, slug)
    folder.mkdir(parents=True)
    summary = Summary(segments=3, lasts_s=5700.2, size_bytes=9_000_000, chapters=chapters)
    (folder / SUMMARY).write_bytes(summary_file(summary))


def test_an_article_tells_who_says_what_and_when() -> None:
    page = publish_report(closed_conference())
    article = node_of(read(page), "NewsArticle")
    assert article["@id"] == f"{SITE}{page.url}#content"
    assert article["url"] == article["mainEntityOfPage"]["@id"] == f"{SITE}{page.url}"
    assert article["headline"] == "Hội nghị tập huấn công tác Thông tin đối ngoại"
    assert article["datePublished"] == "2022-10-31T09:35:00+07:00"
    assert article["dateModified"] > article["datePublished"]
    assert article["inLanguage"] == "vi"
    assert article["articleSection"] == "Tuyên giáo các cấp"
    assert article["isAccessibleForFree"] is True
    assert article["author"] == {"@type": "Person", "name": "Hoàng Khôi"}
    assert article["publisher"] == {
        "@type": "Organization",
        "name": "Tỉnh ủy Lâm Đồng",
        "url": f"{SITE}/",
        "logo": {"@type": "ImageObject", "url": f"{SITE}/static/web/icon.svg"},
    }
    assert "với 6 đại biểu tham dự" in article["description"]


def test_an_article_is_about_its_conference() -> None:
    page = publish_report(closed_conference())
    page.reported_at += timedelta(hours=3)
    put_live(page)
    about = node_of(read(page), "NewsArticle")["about"]
    assert about == {
        "@type": "Event",
        "name": "Hội nghị tập huấn công tác Thông tin đối ngoại",
        "startDate": "2022-10-31T08:00:00+07:00",
        "endDate": "2022-10-31T09:35:00+07:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {"@type": "Place", "name": "Trung tâm Hành chính tỉnh Lâm Đồng", "address": "Đà Lạt"},
        "organizer": {"@type": "Organization", "name": "Tỉnh ủy Lâm Đồng"},
        "attendee": [
            {"@type": "Person", "name": "Lê Hải Bình", "jobTitle": "Phó Trưởng Ban Tuyên giáo Trung ương"},
            {"@type": "Person", "name": "Phạm S", "jobTitle": "Phó Chủ tịch UBND tỉnh"},
        ],
    }


def test_an_office_that_signs_is_no_person() -> None:
    page = publish_report(closed_conference())
    page.byline = page.source
    put_live(page)
    author = node_of(read(page), "NewsArticle")["author"]
    assert author == {"@type": "Organization", "name": "Ban Tuyên giáo Tỉnh ủy Lâm Đồng"}


def test_the_way_to_an_article_is_told() -> None:
    page = publish_report(closed_conference())
    steps = node_of(read(page), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]["url"]) for step in steps] == [
        (1, "Cổng thông tin hội nghị", f"{SITE}/"),
        (2, "Tuyên giáo các cấp", f"{SITE}/tuyen-giao-cac-cap/"),
        (3, page.title, f"{SITE}{page.url}"),
    ]


def test_a_picture_comes_with_caption_text_and_measures() -> None:
    page = publish_report(closed_conference())
    with_picture(page)
    found = read(page)
    picture, second = node_of(found, "NewsArticle")["image"]
    assert (picture["caption"], picture["creditText"]) == ("Đại biểu tại điểm cầu trung tâm", "Ảnh: Hoàng Khôi")
    assert second["caption"] == "Toàn cảnh"
    assert picture["width"] == {"@type": "QuantitativeValue", "value": 1200, "unitCode": "E37"}
    shown = dict(tags_of(found))
    assert shown["og:image"] == picture["contentUrl"]
    assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "675")
    assert shown["og:image:alt"] == "Hội trường đông người"
    assert shown["og:image"].startswith(f"{SITE}/media/images/")
    assert Client().get(shown["og:image"].removeprefix(SITE)).status_code == 200


def test_a_film_comes_with_its_chapters(settings: Settings, tmp_path: Path) -> None:
    settings.RECORDINGS = tmp_path
    page = publish_report(closed_conference())
    filmed(tmp_path, "lamdong-2022")
    video = node_of(read(page), "NewsArticle")["video"]
    film = f"{SITE}/recordings/lamdong-2022/recording.mp4"
    assert (video["contentUrl"], video["duration"]) == (film, "PT5700S")
    assert video["hasPart"] == [
        {"@type": "Clip", "name": "Khai mạc", "url": f"{film}#t=0", "startOffset": 0, "endOffset": 1200},
        {"@type": "Clip", "name": "Thành phố Bảo Lộc", "url": f"{film}#t=1200", "startOffset": 1200, "endOffset": 5700},
    ]


def test_corrections_are_told_once_they_are_published() -> None:
    page = publish_report(closed_conference())
    for number, state in enumerate(CorrectionState, start=6):
        correction = Correction.objects.create(
            article_key=page.translation_key,
            state=state,
            drafted_at=OPENS_AT,
            made_at=OPENS_AT if state == CorrectionState.PUBLISHED else None,
        )
        CorrectionText.objects.create(
            correction=correction, language="vi", wrong="5 đại biểu", right=f"{number} đại biểu"
        )
    [told] = node_of(read(page), "NewsArticle")["correction"]
    assert told["text"] == "Trước đây viết: “5 đại biểu”. Đúng là: “7 đại biểu”."
    assert told["datePublished"] == "2022-10-31T08:00:00+07:00"
    assert told["url"] == f"{SITE}{page.url}#dinh-chinh-{correction.pk}"


def test_a_shared_link_shows_title_summary_language_and_times() -> None:
    page = publish_report(closed_conference())
    tags = dict(tags_of(read(page)))
    assert tags["og:type"] == "article"
    assert tags["og:title"] == page.title
    assert tags["og:url"] == f"{SITE}{page.url}"
    assert tags["og:locale"] == "vi_VN"
    assert tags["og:site_name"] == "Tỉnh ủy Lâm Đồng"
    assert tags["article:published_time"] == "2022-10-31T09:35:00+07:00"
    assert tags["article:section"] == "Tuyên giáo các cấp"
    assert "og:image" not in tags


def test_front_and_section_tell_what_they_are() -> None:
    section = publish_report(closed_conference()).get_parent()
    front, list_of_news = read(section.get_parent()), read(section)
    assert node_of(front, "WebSite")["name"] == "Cổng thông tin hội nghị"
    assert node_of(list_of_news, "CollectionPage")["url"] == section.full_url
    assert len(node_of(list_of_news, "BreadcrumbList")["itemListElement"]) == 2
    assert ("og:type", "website") in tags_of(front)


def leaf(language: str, **translated: Any) -> facts.Leaf:
    return facts.Leaf(
        url=f"{SITE}/{language}/",
        title="Hội nghị",
        description="Tóm tắt",
        language=language,
        published_at=OPENS_AT,
        modified_at=OPENS_AT,
        publisher=facts.Publisher(name="Tỉnh ủy", url=f"{SITE}/", logo=f"{SITE}/logo.svg"),
        path=(),
        **translated,
    )


def test_original_and_translation_name_each_other() -> None:
    vietnamese, english = (facts.Translation(language=one, url=f"{SITE}/{one}/") for one in ("vi", "en"))
    original, copy = leaf("vi", translations=(english,)), leaf("en", original=vietnamese)
    first, second = page_node("NewsArticle", original), page_node("NewsArticle", copy)
    assert faults(first) == faults(second) == []
    assert first["workTranslation"] == [
        {"@id": second["@id"], "@type": "NewsArticle", "url": english.url, "inLanguage": "en"}
    ]
    assert second["translationOfWork"] == {
        "@id": first["@id"],
        "@type": "NewsArticle",
        "url": vietnamese.url,
        "inLanguage": "vi",
    }
    assert ("og:locale:alternate", "en_US") in leaf_tags(original)
    assert ("og:locale:alternate", "vi_VN") in leaf_tags(copy)


def test_nothing_in_a_name_ends_the_block_or_runs() -> None:
    conference = closed_conference()
    conference.name = "</script><script>alert(1)</script><!-- & “Đ”"
    conference.save()
    page = publish_report(conference)
    html = Client().get(page.url).content.decode()
    scripts = BeautifulSoup(html, "html.parser").select("script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert "<!--" not in html
    assert node_of(read(page), "NewsArticle")["headline"] == conference.name
