# SPDX-License-Identifier: Apache-2.0
"""A refusal: what a person is told when something can't be done.

Every error that a user may see is a subclass with one sentence in Vietnamese and one in
English, which say what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar, Literal

Language = Literal["vi", "en"]
FieldValue = str | int


class Refusal(Exception):
    """Base of all errors that are a person's business.

    `code` is stable and for programs; `status` the HTTP status of the answer; `vi` and
    `en` are format strings over the fields.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    vi: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **fields: FieldValue) -> None:
        self.fields = fields
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        """The refusal in one language, its fields filled in."""
        template = self.vi if language == "vi" else self.en
        return template.format_map(self.fields)
