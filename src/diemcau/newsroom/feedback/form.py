# SPDX-License-Identifier: Apache-2.0
"""The form of the feedback."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from diemcau.newsroom.feedback.text import plain
from diemcau.newsroom.models.feedback import LONGEST_NAME, MOST_CHARACTERS


class PlainField(forms.CharField):
    """Text without anything unseen; what is too long is refused and not cut."""

    @override
    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class FeedbackForm(forms.Form):
    """`website` is seen by programs alone; `stamp` tells when the form was shown."""

    name = PlainField(
        max_length=LONGEST_NAME,
        required=False,
        error_messages={"max_length": _("The name is too long: at most %(limit_value)d characters.")},
    )
    message = PlainField(
        max_length=MOST_CHARACTERS,
        error_messages={
            "required": _("The message is still empty."),
            "max_length": _("The message has %(show_value)d characters; at most %(limit_value)d are taken."),
        },
    )
    website = forms.CharField(required=False)
    stamp = forms.CharField(required=False)
