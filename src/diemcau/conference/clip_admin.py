# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for clips: films that are uploaded, made ready, and played out by the director."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from diemcau.conference.admin import FrozenFieldsForm, choice_filter
from diemcau.conference.admin_views import PlanViewSet, language_now
from diemcau.conference.clip_files import prepared_clip
from diemcau.conference.models import Clip, Conference
from diemcau.lib.refusal import Refusal


class ClipForm(FrozenFieldsForm):
    """Uploads a film, or edits its title; the film of a stored clip never changes."""

    frozen = ("conference",)
    film = forms.FileField(
        label=_("Film"),
        help_text=_("MP4 with H.264 and AAC is played as it is; other films are converted, which takes a while."),
        widget=forms.FileInput(attrs={"accept": "video/*"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("film")

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "film" in cleaned and not self.errors:
            self._prepare(cleaned["conference"], cleaned["film"])
        return cleaned

    def _prepare(self, conference: Conference, film: UploadedFile[Any]) -> None:
        try:
            prepared = prepared_clip(film.name or "?", film.open())
        except Refusal as refusal:
            self.add_error("film", refusal.sentence(language_now()))
            return
        if Clip.objects.filter(conference=conference, sha256=prepared.sha256).exists():
            self.add_error("film", ValidationError(_("This conference has this film already.")))
        self.instance.sha256, self.instance.duration_s = prepared.sha256, prepared.duration_s
        self.instance.width, self.instance.height = prepared.width, prepared.height


class ClipFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the list of clips."""

    conference = choice_filter(Conference.objects.all(), _("conference"))

    class Meta:
        """Filters are declared above."""

        model = Clip
        fields = ()


def _length(clip: Clip) -> str:
    minutes, seconds = divmod(round(clip.duration_s), 60)
    return f"{minutes}:{seconds:02}"


class ClipViewSet(PlanViewSet):
    """Films: uploaded, named, deleted."""

    model = Clip
    icon = "media"
    list_display = ("title", Column("duration_s", label=_("duration"), accessor=_length), "conference")
    related = ("conference",)
    filterset_class = ClipFilters
    conferences_of = staticmethod(lambda clip: [clip.conference])
    edit_handler = ObjectList(
        [FieldPanel("conference"), FieldPanel("title"), FieldPanel("film")], base_form_class=ClipForm
    )
