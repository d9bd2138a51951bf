# SPDX-License-Identifier: Apache-2.0
"""The words that go with a picture, apart from any file format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Caption, alternative text and credit; `_en` is English, the others are in the site's own language."""

    caption: str = ""
    caption_en: str = ""
    alternative: str = ""
    alternative_en: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What an uploaded file says of itself. `taken_at` is aware when the camera knew its zone, else naive."""

    words: Words = Words()
    headline: str = ""
    taken_at: datetime | None = None
