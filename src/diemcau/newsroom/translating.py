# SPDX-License-Identifier: Apache-2.0
"""Pages in the other language, kept the way that the translation editor keeps them.

A page that the program translates is made of the same segments as one that a person translates:
editors find the words in the translation screens, change them there, and see which of them wait
when the source changes. Tokens such as `[[delegates.attended]]` are text of a segment like any other.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

AnyPage = TypeVar("AnyPage", bound=Page)


def locales() -> list[Locale]:
    """The portal's languages, the installation's own first; made when they aren't there yet."""
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)
    return [Locale.objects.get_or_create(language_code=code)[0] for code in codes]


def locales_beside(page: Page) -> list[Locale]:
    """The languages that a page isn't written in."""
    return [locale for locale in locales() if locale.pk != page.locale_id]


@transaction.atomic
def translate(page: AnyPage, locale: Locale, words: AnyPage) -> AnyPage:
    """Give a page its translation, or renew it: a draft in which every text of `words` is in its place.

    Args:
        page: the source, saved.
        locale: the language of the translation.
        words: an unsaved page of the same kind whose blocks have the ids of the source's; where it says
            nothing, the translation keeps what it had, or the source's text.
    Returns: the translation; its parents are translated too.
    """
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    _fill(translation, words)
    translation.save_target(publish=False)
    translated: AnyPage = page.get_translation(locale)
    return translated


def _fill(translation: Translation, words: Page) -> None:
    texts: defaultdict[str, deque[str]] = defaultdict(deque)  # a rich text has many under one path
    for segment in extract_segments(words):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    catalogue = translation.export_po()
    for entry in catalogue:
        if texts[entry.msgctxt]:
            entry.msgstr = texts[entry.msgctxt].popleft()
    translation.import_po(catalogue)
