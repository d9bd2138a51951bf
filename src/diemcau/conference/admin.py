# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for the conference, its venues and its programme.

Owns their lists and forms. The menu they hang in is `people`'s, whose counts the recorded
plan needs.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from tree_queries.query import TreeQuerySet
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy

from diemcau.conference.admin_views import PlanViewSet
from diemcau.conference.models import Conference, ProgrammeItem, Tier, Venue
from diemcau.conference.queries import venues_under


def choice_filter(queryset: Any, label: Any) -> django_filters.ModelChoiceFilter:
    """A filter that chooses one row of a table from a drop-down list."""
    return django_filters.ModelChoiceFilter(queryset=queryset, label=capfirst(label), widget=forms.Select)


class FrozenFieldsForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """A form whose `frozen` fields can be filled in once: the journal and addresses refer to them.

    A new row starts out in the newest conference, which organisers are at work on.
    """

    frozen: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "conference" in self.fields:
            self.fields["conference"].initial = Conference.objects.first()
        for name in self.frozen if self.instance.pk else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Can't be changed any more: records and addresses refer to it.")


class ConferenceForm(FrozenFieldsForm):
    """Edits a conference."""

    frozen = ("slug",)


class VenueForm(FrozenFieldsForm):
    """Edits a venue, within the tree of its own conference."""

    frozen = ("conference", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venues = TreeQuerySet(Venue).with_tree_fields().order_siblings_by("position")
        if self.instance.pk:
            venues = venues.filter(conference=self.instance.conference).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = venues

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent, conference = cleaned.get("parent"), cleaned.get("conference")
        if parent and conference and parent.conference_id != conference.pk:
            self.add_error("parent", ValidationError(_("This venue is of another conference.")))
        if parent and self.instance.pk and venues_under(self.instance).filter(pk=parent.pk).exists():
            self.add_error("parent", ValidationError(_("That venue belongs to this one already.")))
        return cleaned


class ItemForm(FrozenFieldsForm):
    """Edits an item of the programme."""

    frozen = ("conference",)


class VenueFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the list of venues."""

    conference = choice_filter(Conference.objects.all(), _("conference"))
    parent = choice_filter(Venue.objects.filter(children__isnull=False).distinct(), _("belongs to"))
    tier = django_filters.ChoiceFilter(choices=Tier.choices, label=capfirst(_("tier")), widget=forms.Select)

    class Meta:
        """Filters are declared above."""

        model = Venue
        fields = ()


class ItemFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the programme."""

    conference = choice_filter(Conference.objects.all(), _("conference"))

    class Meta:
        """Filters are declared above."""

        model = ProgrammeItem
        fields = ()


class NeverDeleted(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """Nobody may delete: a conference's journal would be left without its plan."""

    @override
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class ConferenceViewSet(PlanViewSet):
    """Conferences: created and edited, never deleted."""

    model = Conference
    icon = "calendar-alt"
    list_display = ("name", "place", "starts_at")
    conferences_of = staticmethod(lambda conference: [conference])
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("name_en"),
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("place")]),
            FieldPanel("queue_rule"),
            FieldPanel("phone_checkin"),
            FieldRowPanel([FieldPanel("organiser"), FieldPanel("organiser_en")]),
            MultiFieldPanel([FieldPanel("aim"), FieldPanel("aim_en")], heading=_("Aim")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("section"), FieldPanel("section_en")]),
                    FieldPanel("byline"),
                    FieldRowPanel([FieldPanel("source"), FieldPanel("source_en")]),
                ],
                heading=_("News page"),
            ),
        ],
        base_form_class=ConferenceForm,
    )

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return NeverDeleted(self.model)


class VenueViewSet(PlanViewSet):
    """Venues, in the order of the plan."""

    model = Venue
    icon = "site"
    list_display = ("name", "code", "tier", "parent", "seats")
    related = ("parent",)
    search_fields = ("search_key", "code")
    sort_keys = {"name": "search_key"}  # noqa: RUF012  # read only
    filterset_class = VenueFilters
    conferences_of = staticmethod(lambda venue: [venue.conference])
    edit_handler = ObjectList(
        [
            FieldPanel("conference"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("tier")]),
            FieldPanel("parent"),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("seats"), FieldPanel("position")]),
        ],
        base_form_class=VenueForm,
    )


class ItemViewSet(PlanViewSet):
    """The programme, item by item."""

    model = ProgrammeItem
    icon = "list-ol"
    menu_label = _("Programme")
    list_display = ("title", "number", "speaker_name")
    filterset_class = ItemFilters
    conferences_of = staticmethod(lambda item: [item.conference])
    edit_handler = ObjectList(
        [
            FieldPanel("conference"),
            FieldPanel("number"),
            FieldPanel("title"),
            FieldPanel("title_en"),
            MultiFieldPanel(
                [FieldPanel("speaker_name"), FieldPanel("speaker_post"), FieldPanel("speaker_post_en")],
                heading=_("Speaker"),
            ),
        ],
        base_form_class=ItemForm,
    )
