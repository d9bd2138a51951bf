# SPDX-License-Identifier: Apache-2.0
"""Listening to gettext: which sources were asked for in Vietnamese and have none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation


@contextmanager
def untranslated() -> Iterator[set[str]]:
    """The sources that Django looked up in vain while Vietnamese was spoken, without their contexts."""
    missing: set[str] = set()
    one, many = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self: Any, message: str) -> str:
        if get_language() == "vi" and self._catalog.get(message) is None:
            missing.add(message.rpartition("\x04")[2])
        return str(one(self, message))

    def ngettext(self: Any, singular: str, plural: str, number: int) -> str:
        try:
            self._catalog.plural(singular, number)
        except KeyError:
            if get_language() == "vi":
                missing.add(singular.rpartition("\x04")[2])
        return str(many(self, singular, plural, number))

    with patch.multiple(DjangoTranslation, gettext=gettext, ngettext=ngettext):
        yield missing
