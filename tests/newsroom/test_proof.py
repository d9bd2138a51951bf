# SPDX-License-Identifier: Apache-2.0
"""Where an article's figures come from: for readers beside each figure, for programs as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from diemcau.conference.models import Conference
from diemcau.journal.chain import instant
from diemcau.journal.queries import last_entry, records
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.figure_labels import label_of
from diemcau.newsroom.models import NewsArticlePage
from diemcau.outcome.queries import outcome_of
from factories.closed_conference import closed_conference
from support.articles import put_live

pytestmark = pytest.mark.django_db


def proof_of(page: NewsArticlePage) -> dict[str, Any]:
    answer = Client().get(f"{page.url}proof.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    told: dict[str, Any] = answer.json()
    return told


def published() -> tuple[Conference, NewsArticlePage]:
    conference = closed_conference()
    return conference, publish_report(conference)


def test_every_figure_has_label_value_entry_time_and_hash() -> None:
    conference, page = published()
    seal = outcome_of(conference).seal
    closing = next(record for record in records(conference.uuid) if record.seq == seal.seq)
    told = {figure["name"]: figure for figure in proof_of(page)["figures"]}
    assert told["delegates.attended"] == {
        "name": "delegates.attended",
        "label": {"vi": "Đại biểu tham dự", "en": "Delegates who attended"},
        "counted": label_of("delegates.attended").counted.as_dict(),
        "value": 6,
        "seq": closing.seq,
        "at": instant(closing.at),
        "hash": closing.hash.hex(),
    }
    assert set(told) == page.bound_figures().keys()


def test_proof_names_the_journal_and_where_it_ends_now() -> None:
    conference, page = published()
    head = last_entry(conference.uuid)
    assert head is not None
    told = proof_of(page)
    assert told["format"] == "diemcau.proof/1"
    assert told["conference"] == str(conference.uuid)
    assert told["journal"] == {"seq": head.seq, "hash": head.hash.hex(), "at": instant(head.at)}
    assert "làm tròn xuống" in told["rounding"]["vi"]
    assert "rounded down" in told["rounding"]["en"]
    assert told["article"]["url"].endswith(page.url)


def test_the_digest_changes_with_a_word_and_not_by_itself() -> None:
    _, page = published()
    first = proof_of(page)["article"]["digest"]
    assert proof_of(page)["article"]["digest"] == first
    page.lead = "Đã có [[delegates.attended]] đại biểu dự."
    put_live(page)
    assert proof_of(page)["article"]["digest"] != first


def test_proof_says_nothing_of_persons() -> None:
    _, page = published()
    told = str(proof_of(page))
    assert not [name for name in ("Nguyễn", "Bình", "Phạm", "Ngô", "Khôi") if name in told]


def test_a_proof_that_a_reader_has_is_not_sent_again() -> None:
    _, page = published()
    first = Client().get(f"{page.url}proof.json")
    again = Client().get(f"{page.url}proof.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "max-age=60"


def test_what_is_not_out_has_no_proof() -> None:
    _, page = published()
    page.unpublish(set_expired=True)
    assert Client().get(f"{page.url}proof.json").status_code == 404


def test_an_article_about_no_conference_has_an_empty_proof() -> None:
    _, page = published()
    page.conference = None
    page.lead, page.body, page.figures = "Chào xuân.", [], []
    put_live(page)
    told = proof_of(page)
    assert (told["conference"], told["journal"], told["figures"]) == (None, None, [])


def test_each_figure_on_the_page_opens_a_note_that_is_there_once() -> None:
    conference, page = published()
    html = BeautifulSoup(Client().get(page.url).content, "html.parser")
    targets = {str(button["popovertarget"]) for button in html.select("button.source-of")}
    notes = [str(note["id"]) for note in html.select("[popover]")]
    assert targets <= set(notes)
    assert len(notes) == len(set(notes))
    note = html.select_one("#figure-delegates-attended")
    assert note is not None
    text = " ".join(note.get_text(" ", strip=True).split())
    assert f"Mục số {outcome_of(conference).seal.seq} của nhật ký hội nghị, Thứ Hai, ngày 31/10/2022, 09:35" in text
    assert label_of("delegates.attended").counted.vi in text
    assert [link["href"] for link in note.select("a")] == [f"{page.url}proof.json"]


def test_figures_that_this_release_does_not_know_are_called_by_their_names() -> None:
    assert label_of("rooms.lit").name.vi == "rooms.lit"
    assert label_of("venues.commune").name.en == "Commune-level venues"
    assert label_of("venues.ward").name.vi == "ward"
