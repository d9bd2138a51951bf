# SPDX-License-Identifier: Apache-2.0
"""The form in which an editor uploads a picture: the file is checked and cleaned, its words are proposed."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import get_language
from typing_extensions import override
from wagtail.images.forms import BaseImageForm

from diemcau.lib.refusal import Refusal
from diemcau.newsroom.pictures.checking import ENDINGS, MOST_BYTES, CheckedPicture, checked_picture
from diemcau.newsroom.pictures.renditions import refresh_renditions
from diemcau.newsroom.pictures.words import Found

_WORDS = frozenset({"caption", "caption_en", "description", "description_en", "credit"})


class CheckedUpload(SimpleUploadedFile):
    """An upload after its check, and what it said of itself."""

    def __init__(self, picture: CheckedPicture) -> None:
        super().__init__(picture.name, picture.content)
        self.found = picture.found


class PictureField(forms.FileField):
    """Takes a picture by its content. Wagtail's own field goes by the name and unpacks before it counts."""

    widget = forms.FileInput
    max_upload_size = MOST_BYTES  # asked for by the page that takes many files at once

    @override
    def to_python(self, data: Any) -> CheckedUpload | None:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return CheckedUpload(checked_picture(upload.read(MOST_BYTES + 1), name=upload.name or ""))
        except Refusal as refusal:
            sentence = refusal.sentence("en" if get_language() == "en" else "vi")
            raise ValidationError(sentence, code=refusal.code) from refusal


class PictureForm(BaseImageForm):  # type: ignore[misc]  # Wagtail ships no types
    """What a file says of itself fills the fields that were left empty; the editor has the last word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self.fields.get("file")
        if plain is not None:
            widget = plain.widget
            widget.attrs["accept"] = ",".join(sorted({*ENDINGS.values(), ".jpeg"}))
            self.fields["file"] = PictureField(
                label=plain.label, required=plain.required, widget=widget, error_messages=plain.error_messages
            )

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        upload = cleaned.get("file")
        if isinstance(upload, CheckedUpload):
            self._propose(cleaned, upload)
        return cleaned

    @override
    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        if commit and "file" not in self.changed_data and _WORDS & set(self.changed_data):
            refresh_renditions(picture)
        return picture

    def _propose(self, cleaned: dict[str, Any], upload: CheckedUpload) -> None:
        for name, proposed in _proposals(upload.found).items():
            if name in self.fields and proposed and not cleaned.get(name):
                longest = getattr(self.fields[name], "max_length", None)
                cleaned[name] = proposed[:longest] if isinstance(proposed, str) else proposed
        # The upload page gives the file's name as title, for want of anything better.
        if upload.found.headline and cleaned.get("title") in {"", _stem(upload), *_as_uploaded(self)}:
            cleaned["title"] = upload.found.headline[: self.fields["title"].max_length]


def _proposals(found: Found) -> dict[str, str | datetime | None]:
    words, at = found.words, found.taken_at
    return {
        "caption": words.caption,
        "caption_en": words.caption_en,
        "description": words.alternative,
        "description_en": words.alternative_en,
        "credit": words.credit,
        "taken_at": make_aware(at) if at and is_naive(at) else at,
    }


def _stem(upload: CheckedUpload) -> str:
    return PurePath(upload.name or "").stem


def _as_uploaded(form: PictureForm) -> set[str]:
    """The upload's name as it came, with and without its ending."""
    name = str(getattr(form.files.get(form.add_prefix("file")), "name", ""))
    return {name, PurePath(name).stem}
