# SPDX-License-Identifier: Apache-2.0
"""The checker itself: it knows the vocabulary, and lets no wrong word through."""

from __future__ import annotations

from typing import Any

import pytest

from support.schema_org import faults, vocabulary

GOOD = {"@type": "NewsArticle", "headline": "Hội nghị", "datePublished": "2022-10-31T16:00:00+07:00"}


def test_the_whole_vocabulary_is_read() -> None:
    words = vocabulary()
    assert len(words.types) > 800
    assert set(words.kinds("NewsArticle")) == {"NewsArticle", "Article", "CreativeWork", "Thing"}
    assert words.range_of("NewsArticle", "isAccessibleForFree") == frozenset({"Boolean"})
    assert "EventScheduled" in words.members["EventStatusType"]


def test_a_good_node_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"@type": "NewsPage"}, "$: schema.org has no type NewsPage"),
        ({"claimReviewed": "x"}, "$: NewsArticle has no property claimReviewed"),
        ({"isAccessibleForFree": "yes"}, "$.isAccessibleForFree: 'yes' is none of ['Boolean']"),
        ({"datePublished": "31/10/2022"}, "$.datePublished: '31/10/2022' is none of ['Date', 'DateTime']"),
        ({"about": {"@type": "Event", "startDate": "hôm qua"}}, "$.about.startDate: 'hôm qua' is none of"),
        ({"video": {"@type": "ImageObject"}}, "$.video: ImageObject is none of"),
        ({"url": "/tin-tuc/"}, "$.url: '/tin-tuc/' is none of"),
    ],
)
def test_a_wrong_word_is_told(wrong: dict[str, Any], sentence: str) -> None:
    told = faults({**GOOD, **wrong})
    assert len(told) == 1
    assert told[0].startswith(sentence)
