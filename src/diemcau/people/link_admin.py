# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for the ways in: every link with its holder, its address, and two ways to end it.

Beside a director's link stands what the production desk needs to send. Issuing is `diemcau links`'.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from diemcau.conference.admin import choice_filter
from diemcau.conference.admin_views import PlanEditView, PlanIndexView, PlanViewSet
from diemcau.conference.links import issue_link, link_token, revoke_link
from diemcau.conference.models import AccessLink, Conference, Role
from diemcau.conference.stream_keys import stream_key_of
from diemcau.lib.clock import SystemClock
from diemcau.people.models import Person


def _state_of(link: AccessLink) -> str:
    if link.revoked_at is not None:
        return gettext("revoked")
    return gettext("expired") if SystemClock().now() >= link.expires_at else gettext("good")


def _holder_of(link: Any) -> str:
    return str(link.venue or link.person_name or "–")


class LinkForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """Shows a link's address, and ends the link, with another in its place or without."""

    address = forms.CharField(label=_("Address"), required=False, disabled=True)
    stream_address = forms.CharField(label=_("Production desk: address (RTMP)"), required=False, disabled=True)
    stream_key = forms.CharField(label=_("Production desk: stream key"), required=False, disabled=True)
    ending = forms.ChoiceField(
        label=_("End this link"),
        choices=[
            ("revoke", _("Revoke it: whoever holds it is out within a second")),
            ("replace", _("Revoke it, and issue another in its place")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        link = self.instance
        is_good = link.revoked_at is None and SystemClock().now() < link.expires_at
        self.fields["address"].initial = f"{settings.ENV.origin}/go/{link_token(link)}" if is_good else _state_of(link)
        if link.role == Role.DIRECTOR and is_good:
            self.fields["stream_address"].initial = settings.ENV.rtmp_address if settings.ENV.rtmp_port else "–"
            self.fields["stream_key"].initial = stream_key_of(link.conference.slug)
        else:
            self.fields.pop("stream_address")
            self.fields.pop("stream_key")

    @override
    def save(self, *, commit: bool = True) -> AccessLink:
        link: AccessLink = self.instance
        at = SystemClock().now()
        revoke_link(link, at=at)
        if self.cleaned_data["ending"] == "revoke":
            link.refresh_from_db()
            return link
        return issue_link(link.conference, role=Role(link.role), at=at, venue=link.venue, person=link.person)


class LinkIndexView(PlanIndexView):
    """The list, with each delegate's name."""

    @override
    def get_base_queryset(self) -> QuerySet[Model]:
        of_link = Person.objects.filter(uuid=OuterRef("person"))
        links: QuerySet[Model] = super().get_base_queryset()
        named: QuerySet[Model] = links.annotate(
            person_name=Subquery(of_link.values("full_name")[:1]),
            person_key=Subquery(of_link.values("search_key")[:1]),
        )
        return named


class LinkEditView(PlanEditView):
    """After a replacement the new link is shown, for its address is what the organiser came for."""

    @override
    def get_success_url(self) -> str:
        url: str = self.get_edit_url() if self.object.revoked_at is None else super().get_success_url()
        return url


class LinkFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the list of links."""

    conference = choice_filter(Conference.objects.all(), _("conference"))
    role = django_filters.ChoiceFilter(choices=Role.choices, label=capfirst(_("role")), widget=forms.Select)
    revoked_at = django_filters.BooleanFilter(
        label=capfirst(_("revoked")),
        lookup_expr="isnull",
        exclude=True,
        widget=forms.Select(choices=[("", _("all")), ("true", _("yes")), ("false", _("no"))]),
    )

    class Meta:
        """Filters are declared above."""

        model = AccessLink
        fields = ()


class OnlyEnded(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """A link is never deleted, and issued elsewhere: here it is looked at, revoked and replaced."""

    @override
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))


class LinkViewSet(PlanViewSet):
    """Links: seen, revoked, replaced."""

    model = AccessLink
    icon = "link"
    index_view_class = LinkIndexView
    edit_view_class = LinkEditView
    list_display = (
        "role",
        Column("holder", label=_("holder"), accessor=_holder_of),
        Column("state", label=_("state"), accessor=_state_of),
        "expires_at",
        "conference",
    )
    related = ("venue", "conference")
    search_fields = ("venue__search_key", "venue__code", "person_key")
    filterset_class = LinkFilters
    edit_handler = ObjectList(
        [FieldPanel("address"), FieldPanel("stream_address"), FieldPanel("stream_key"), FieldPanel("ending")],
        base_form_class=LinkForm,
    )

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return OnlyEnded(self.model)
