# SPDX-License-Identifier: Apache-2.0
"""The record's own draft: the report as a page in the portal's first language, and its translations.

The pages are one article: one translation key, the same figures. Whoever's words a page has, its figures
follow the record; its words do as long as no person has changed them, in each language for itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from diemcau.conference.models import Conference
from diemcau.newsroom.illustrating import with_pictures_of
from diemcau.newsroom.models import BoundFigure, HomePage, NewsArticlePage, SectionPage
from diemcau.newsroom.queries import report_of
from diemcau.newsroom.report import Block, Report, compose_report, prose_digest
from diemcau.newsroom.site import NEWS_SECTION, section_of, set_up_portal
from diemcau.newsroom.translating import locales, locales_beside, translate
from diemcau.outcome.figures import Figure
from diemcau.outcome.outcome import Outcome
from diemcau.outcome.queries import outcome_of

RECORD_CHANGED = {"vi": "Cập nhật theo nhật ký hội nghị", "en": "Brought in line with the conference's record"}


@transaction.atomic
def draft_report(conference: Conference) -> NewsArticlePage:
    """Write the draft of a closed conference's report, in every language, once: what is there is left as it is.

    Returns: the page in the portal's first language.
    Raises: ConferenceIsNotClosed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    return report_of(conference) or drafts(conference)[0][0]


def renew(page: NewsArticlePage) -> NewsArticlePage:
    """Another revision of the newest draft, with the reason why it goes out once more."""
    return _saved(page.get_latest_revision_as_object())


def drafts(conference: Conference) -> list[tuple[NewsArticlePage, bool]]:
    """The report's pages, the first language's before its translations, and whether each has a new draft now.

    To be called in a transaction. Raises: ConferenceIsNotClosed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)  # two presses of the button make one page
    outcome = outcome_of(conference)
    source, is_new = _source(conference, outcome)
    translated = [_translation(source, locale, _report(outcome, locale)) for locale in locales_beside(source)]
    return [(source, is_new), *translated]


def _source(conference: Conference, outcome: Outcome) -> tuple[NewsArticlePage, bool]:
    page = report_of(conference)
    if page is not None:
        return _renewed(page, _report(outcome, page.locale))
    report = _report(outcome, locales()[0])
    home = set_up_portal(organisation=conference.organiser, organisation_en=conference.organiser_en)
    page = NewsArticlePage(conference=conference, slug=conference.slug, live=False, locale=home.locale)
    _write(page, report)
    _section(home, conference).add_child(instance=page)
    page.save_revision(log_action=True)
    return _stored(page), True


def _translation(source: NewsArticlePage, locale: Locale, report: Report) -> tuple[NewsArticlePage, bool]:
    page = source.get_translation_or_none(locale)
    if page is not None:
        return _renewed(page, report)
    page = translate(source, locale, _in_place_of(source, report))
    page.written = report.digest
    page.save()
    page.save_revision()
    return _stored(page), True


def _renewed(page: NewsArticlePage, report: Report) -> tuple[NewsArticlePage, bool]:
    """The page's newest draft after the record's: figures always, words unless a person changed them."""
    latest: NewsArticlePage = page.get_latest_revision_as_object()
    if _figures(latest, report) == list(latest.bound_figures().values()) and latest.written == report.digest:
        return page, False
    if latest.written == prose_digest(latest.title, latest.lead, latest.words()):
        _write(latest, report)
    else:
        _bind(latest, report)
        latest.written = report.digest
    return _saved(latest), True


def _in_place_of(source: NewsArticlePage, report: Report) -> NewsArticlePage:
    """The report as the translation of a page that has the same blocks."""
    words = NewsArticlePage(slug=source.slug)
    _write(words, report)
    stored = [block for block in source.body.get_prep_value() if block["type"] != "picture"]
    words.body = json.dumps(list(_with_ids_of(stored, report.blocks)))
    return words


def _with_ids_of(stored: Sequence[dict[str, Any]], blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    for there, (_, value) in zip(stored, blocks, strict=True):
        rows = value if isinstance(value, str) else _rows(there["value"], value)
        yield {**there, "value": rows}


def _rows(stored: Sequence[dict[str, Any]], rows: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    return [{**there, "value": row} for there, row in zip(stored, rows, strict=True)]


def _write(page: NewsArticlePage, report: Report) -> None:
    page.title = report.headline
    page.reported_at = report.closed_at
    page.lead = report.lead
    page.body = with_pictures_of(page.body, report.blocks)
    page.byline = report.byline
    page.source = report.source
    page.written = report.digest
    _bind(page, report)


def _bind(page: NewsArticlePage, report: Report) -> None:
    page.closed_at = report.closed_at
    page.figures = [BoundFigure.of(figure) for figure in _figures(page, report)]


def _figures(page: NewsArticlePage, report: Report) -> list[Figure]:
    """The report's figures, but for those that a correction has bound to a later entry: they stay corrected."""
    bound = page.bound_figures()
    return [
        bound[figure.name] if figure.name in bound and bound[figure.name].seq > figure.seq else figure
        for figure in report.figures
    ]


def _report(outcome: Outcome, locale: Locale) -> Report:
    return compose_report(outcome, zone=ZoneInfo(settings.TIME_ZONE), language=locale.language_code)


def _section(home: HomePage, conference: Conference) -> SectionPage:
    if conference.section:
        return section_of(home, title=conference.section, title_en=conference.section_en)
    return section_of(home, title=NEWS_SECTION["vi"], title_en=NEWS_SECTION["en"])


def _saved(draft: NewsArticlePage) -> NewsArticlePage:
    if draft.first_published_at is not None:
        draft.change_reason = draft.change_reason or RECORD_CHANGED[draft.locale.language_code]
    draft.save_revision(log_action=True)
    return _stored(draft)


def _stored(page: NewsArticlePage) -> NewsArticlePage:
    stored: NewsArticlePage = NewsArticlePage.objects.get(pk=page.pk)
    return stored
