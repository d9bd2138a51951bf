# SPDX-License-Identifier: Apache-2.0
"""Readers' feedback: what is taken, what is refused, who decides, and that nothing is lost or kept too much."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.feedback.guard import MESSAGES, TOO_OLD_S, age_s, is_sent_from_here, stamp
from diemcau.newsroom.feedback.text import plain
from diemcau.newsroom.models import FeedbackState, NewsArticlePage, ReaderFeedback
from factories.portal_pages import written_article
from support.articles import taken_down

HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
ADDRESSES = (f"10.0.{number // 250}.{number % 250}" for number in count())


@pytest.fixture
def article(db: None) -> NewsArticlePage:  # noqa: ARG001  # the tables have to be there
    return written_article("Hội nghị trực tuyến", "Nội dung.", slug="hoi-nghi")


def stamped(article: NewsArticlePage, *, age: float = 30) -> str:
    return stamp(article.translation_key, SystemClock().now() - timedelta(seconds=age))


def sent(
    article: NewsArticlePage, message: str, *, age: float = 30, address: str = "", headers: Any = None, **fields: str
) -> HttpResponse:
    filled = {"name": "Lan", "message": message, "stamp": stamped(article, age=age)} | fields
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address or next(ADDRESSES))
    said = HERE if headers is None else headers
    return cast("HttpResponse", client.post(f"{article.url}feedback/", filled, **said))


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def typed_in(answer: Any) -> tuple[str, str]:
    page = soup(answer)
    name, message = page.select_one("#feedback-name"), page.select_one("#feedback-message")
    assert name is not None
    assert message is not None
    return str(name["value"]), message.get_text().removeprefix("\n")


def test_what_is_sent_waits_for_a_moderator_and_is_shown_once_approved(article: NewsArticlePage) -> None:
    answer = sent(article, "Bài <b>hay</b>.\r\nXem https://example.org")
    assert (answer.status_code, answer["Location"]) == (303, "/tin-tuc/hoi-nghi/feedback/?sent")
    assert "Set-Cookie" not in answer
    thanks = Client().get(answer["Location"])
    assert "Cảm ơn bạn" in thanks.content.decode()
    written = ReaderFeedback.objects.get()
    assert (written.state, written.message) == (FeedbackState.WAITING, "Bài <b>hay</b>.\nXem https://example.org")
    assert soup(Client().get(article.url)).select(".voices") == []
    ReaderFeedback.objects.update(state=FeedbackState.APPROVED, answer="Cảm ơn bạn đọc.")
    page = soup(Client().get(article.url))
    assert [text.get_text() for text in page.select(".voice-text")] == [written.message, "Cảm ơn bạn đọc."]
    assert page.select(".voices a, .voices b") == []


def test_the_form_has_a_trap_for_programs_alone_and_is_kept_by_nobody(article: NewsArticlePage) -> None:
    answer = Client().get(f"{article.url}feedback/")
    trap = soup(answer).select_one("input[name=website]")
    assert trap is not None
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(attrs={"aria-hidden": "true"}) is not None
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    link = soup(Client().get(article.url)).select_one("a.feedback-link")
    assert link is not None
    assert link["href"] == "/tin-tuc/hoi-nghi/feedback/"


@pytest.mark.parametrize(
    ("more", "status", "sentence"),
    [
        ({"website": "https://spam.example"}, 422, "Một ô phải để trống"),
        ({"age": 1}, 422, "gửi hơi nhanh"),
        ({"age": TOO_OLD_S + 60}, 422, "mở quá lâu"),
        ({"stamp": "rong"}, 422, "mở quá lâu"),
        ({"message": "x" * 3000}, 422, "3000 ký tự"),
        ({"message": " \u202e\x00 "}, 422, "còn để trống"),
        ({"headers": {"HTTP_ORIGIN": "https://elsewhere.example"}}, 403, "không được gửi từ trang này"),
        ({"headers": {"HTTP_SEC_FETCH_SITE": "cross-site"}}, 403, "không được gửi từ trang này"),
        ({"headers": {}}, 403, "không được gửi từ trang này"),
    ],
)
def test_a_refusal_says_why_and_gives_back_what_was_typed(
    article: NewsArticlePage, more: dict[str, Any], status: int, sentence: str
) -> None:
    fields = {"message": "Tôi đồng ý.", **more}
    answer = sent(article, **fields)
    assert answer.status_code == status
    told = soup(answer).select_one("[role=alert]")
    assert told is not None
    assert sentence in told.get_text()
    assert typed_in(answer) == ("Lan", fields["message"])
    assert not ReaderFeedback.objects.exists()
    again = soup(answer).select_one("input[name=stamp]")
    assert again is not None
    assert age_s(str(again["value"]), article.translation_key, SystemClock().now()) in range(60)


def test_thirty_in_a_minute_are_stopped_with_a_time_to_come_again(article: NewsArticlePage) -> None:
    answers = [sent(article, f"Số {number}", address="192.0.2.7") for number in range(30)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 20
    assert all(1 <= int(answer["Retry-After"]) <= MESSAGES.every_s + 1 for answer in refused)
    assert typed_in(refused[-1]) == ("Lan", "Số 29")
    assert sent(article, "Từ nơi khác", address="192.0.2.8").status_code == 303


def test_the_same_words_twice_are_kept_once(article: NewsArticlePage) -> None:
    assert [sent(article, text).status_code for text in ("Cảm ơn", "cảm  ơn", "CẢM ƠN")] == [303] * 3
    assert ReaderFeedback.objects.count() == 1


def test_controls_and_turned_directions_are_left_out() -> None:
    assert plain("a\x00b\x07\u202ec\u2066\u200b\td\r\n\r\n\r\n\r\ne\u0323 ") == "abc d\n\nẹ"


def test_a_stamp_is_good_for_its_own_article_alone(article: NewsArticlePage) -> None:
    other = written_article("Bài khác", slug="khac")
    assert age_s(stamped(other), article.translation_key, SystemClock().now()) is None
    assert age_s(stamped(article) + "x", article.translation_key, SystemClock().now()) is None


def test_origins_that_are_ours() -> None:
    assert is_sent_from_here({"Origin": "https://a.vn"}, "a.vn")
    assert not is_sent_from_here({"Origin": "null"}, "a.vn")
    assert not is_sent_from_here({"Origin": "https://a.vn.evil.example"}, "a.vn")
    assert not is_sent_from_here({"Origin": "https://a.vn", "Sec-Fetch-Site": "same-site"}, "a.vn")


def test_nothing_of_the_sender_is_in_the_table() -> None:
    names = {field.name for field in ReaderFeedback._meta.get_fields()}
    assert names == {"id", "page", "name", "message", "received_at", "state", "answer", "digest"}


def test_an_article_that_is_no_longer_public_takes_nothing(article: NewsArticlePage) -> None:
    taken_down(article)
    assert sent(article, "Xin chào").status_code == 410


def test_editors_moderate_and_nobody_writes_for_readers(article: NewsArticlePage, editor: User, reviewer: User) -> None:
    sent(article, "Xin chào")
    written = ReaderFeedback.objects.get()
    client = Client()
    client.force_login(editor)
    assert "1</span> phản hồi chờ duyệt" in client.get("/admin/").content.decode()
    assert "Xin chào" in client.get("/admin/feedback/?state=waiting").content.decode()
    changed = {"state": "approved", "answer": "Chào bạn", "message": "Lời khác", "name": "Khác"}
    assert client.post(f"/admin/feedback/edit/{written.pk}/", changed).status_code == 302
    written.refresh_from_db()
    assert (written.state, written.answer, written.message, written.name) == ("approved", "Chào bạn", "Xin chào", "Lan")
    assert client.get("/admin/feedback/new/").status_code == 302
    assert client.post(f"/admin/feedback/delete/{written.pk}/").status_code == 302
    assert not ReaderFeedback.objects.exists()
    client.force_login(reviewer)
    assert client.get("/admin/feedback/").status_code == 302
