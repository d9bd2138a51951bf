# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for delegates, persons and organisations, and the menu of the whole plan.

An invitation and its person are edited in one form: to an organiser they are one delegate.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import ModelLogEntry

from diemcau.conference.admin import ConferenceViewSet, FrozenFieldsForm, ItemViewSet, VenueViewSet, choice_filter
from diemcau.conference.admin_views import PlanDeleteView, PlanViewSet
from diemcau.conference.clip_admin import ClipViewSet
from diemcau.conference.deck_admin import DeckViewSet
from diemcau.conference.models import Conference, Venue
from diemcau.journal.commands import execute
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.lib.vietnamese import fold
from diemcau.people.actions import number_invitations, record_plan
from diemcau.people.forgetting import forget_person
from diemcau.people.import_admin import NAME as IMPORTS
from diemcau.people.import_admin import ImportViewSet
from diemcau.people.link_admin import LinkViewSet
from diemcau.people.models import Invitation, Organisation, Person

_PERSON_FIELDS = ("full_name", "birth_year", "phone")


def follow_plan(conferences: Iterable[Conference], actor: str) -> None:
    """Number new letters, and record the conferences' plans where an edit changed what they say.

    Raises: AlreadyClosed: the record is frozen, so that the edit must not stand.
    """
    for conference in conferences:
        number_invitations(conference)
        command = record_plan(conference, uid=new_uid(), actor=actor)
        if command is not None:
            execute(command)


class SignInForm(LoginForm):  # type: ignore[misc]  # Wagtail ships no types
    """Wagtail's sign-in with every label in the reader's language: it leaves this one in English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class DelegateForm(FrozenFieldsForm):
    """Edits an invitation together with its person."""

    frozen = ("conference",)
    full_name = Person._meta.get_field("full_name").formfield()  # noqa: SLF001  # Django's public name for it
    birth_year = Person._meta.get_field("birth_year").formfield()  # noqa: SLF001  # as above
    phone = Person._meta.get_field("phone").formfield()  # noqa: SLF001  # as above

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["venue"].queryset = Venue.objects.filter(conference=self.instance.conference)
            for name in _PERSON_FIELDS:
                self.fields[name].initial = getattr(self.instance.person, name)

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        try:
            self._person_of(cleaned).clean_fields(exclude=set(self.errors))
        except ValidationError as faults:
            self.add_error(None, faults)
        venue, conference = cleaned.get("venue"), cleaned.get("conference")
        if venue and conference and venue.conference_id != conference.pk:
            self.add_error("venue", ValidationError(_("This venue is of another conference.")))
        if conference and self._is_invited_already(conference, cleaned):
            self.add_error("phone", ValidationError(_("Somebody of this name and telephone is invited already.")))
        return cleaned

    def _person_of(self, cleaned: dict[str, Any]) -> Person:
        person = self.instance.person if self.instance.person_id else Person()
        for name in _PERSON_FIELDS:
            if name in cleaned:
                setattr(person, name, cleaned[name])
        return person

    def _is_invited_already(self, conference: Conference, cleaned: dict[str, Any]) -> bool:
        same = Invitation.objects.filter(
            conference=conference,
            person__search_key=fold(cleaned.get("full_name") or ""),
            person__phone=cleaned.get("phone") or "",
        )
        return bool(cleaned.get("phone")) and same.exclude(pk=self.instance.pk).exists()

    @override
    @transaction.atomic
    def save(self, *, commit: bool = True) -> Invitation:
        person = self._person_of(self.cleaned_data)
        person.save()
        self.instance.person = person
        invitation: Invitation = super().save(commit=commit)
        return invitation


class DelegateFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the list of delegates."""

    venue = choice_filter(Venue.objects.all(), _("venue"))
    organisation = choice_filter(Organisation.objects.all(), _("organisation"))
    is_guest_of_honour = django_filters.BooleanFilter(
        label=capfirst(_("guest of honour")),
        widget=forms.Select(choices=[("", _("all")), ("true", _("yes")), ("false", _("no"))]),
    )
    conference = choice_filter(Conference.objects.all(), _("conference"))

    class Meta:
        """Filters are declared above."""

        model = Invitation
        fields = ()


class DelegateViewSet(PlanViewSet):
    """Whoever is invited, in Vietnamese order of given names."""

    model = Invitation
    icon = "group"
    list_display = ("person", "number", "post", "organisation", "venue")
    related = ("person", "organisation", "venue")
    search_fields = ("person__search_key", "person__phone")
    filterset_class = DelegateFilters
    conferences_of = staticmethod(lambda invitation: [invitation.conference])
    edit_handler = ObjectList(
        [
            FieldPanel("conference"),
            MultiFieldPanel(
                [FieldPanel("full_name"), FieldRowPanel([FieldPanel("birth_year"), FieldPanel("phone")])],
                heading=_("Personal file"),
            ),
            FieldRowPanel([FieldPanel("venue"), FieldPanel("seat")]),
            FieldRowPanel([FieldPanel("post"), FieldPanel("organisation")]),
            FieldPanel("post_en"),
            FieldPanel("number"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("is_guest_of_honour"), FieldPanel("protocol_rank")])],
                heading=_("Protocol"),
            ),
        ],
        base_form_class=DelegateForm,
    )


class ForgetPersonView(PlanDeleteView):
    """Forgets a person, in the admin's own log of edits too. What the page says then holds no name: it is kept."""

    page_title = _("Forget")
    success_message = _("The person is forgotten: their place in the counts stays, without a name.")

    @property
    @override
    def confirmation_message(self) -> str:
        return gettext(
            "Forget this person? Name, year of birth, telephone, post, seat and number are destroyed, texts about them"
            " in the journal too, and their links end. Their place in the counts stays without a name. This can't be"
            " taken back."
        )

    @override
    def delete_action(self) -> None:
        invitations = [str(pk) for pk in self.object.invitations.values_list("pk", flat=True)]
        person = str(self.object.pk)
        forget_person(self.object, at=SystemClock().now())
        _forget_labels(Person, [person])
        _forget_labels(Invitation, invitations)


class PersonViewSet(PlanViewSet):
    """Persons, whatever they are invited to; deleting one forgets them."""

    delete_view_class = ForgetPersonView
    model = Person
    icon = "user"
    list_display = ("full_name", "birth_year", "phone")
    search_fields = ("search_key", "phone")
    sort_keys = {"full_name": "sort_key"}  # noqa: RUF012  # read only
    conferences_of = staticmethod(lambda person: list(Conference.objects.filter(invitations__person=person)))
    form_fields = _PERSON_FIELDS


def _forget_labels(model: type[Model], ids: list[str]) -> None:
    kind = ContentType.objects.get_for_model(model)
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids).update(label="–")


class OrganisationViewSet(PlanViewSet):
    """Organisations that delegates come from."""

    model = Organisation
    icon = "tag"
    list_display = ("name",)
    search_fields = ("search_key",)
    sort_keys = {"name": "search_key"}  # noqa: RUF012  # read only
    form_fields = ("name",)


class PlanGroup(ModelViewSetGroup):  # type: ignore[misc]  # Wagtail ships no types
    """The menu “Hội nghị”."""

    menu_label = _("Conference")
    menu_icon = "calendar-alt"
    menu_order = 90
    items = (
        *(
            viewset(name=f"plan-{viewset.model._meta.model_name}", follow=follow_plan)  # noqa: SLF001  # Django's public name
            for viewset in (
                ConferenceViewSet,
                VenueViewSet,
                ItemViewSet,
                DeckViewSet,
                ClipViewSet,
                DelegateViewSet,
                OrganisationViewSet,
                PersonViewSet,
                LinkViewSet,
            )
        ),
        ImportViewSet(name=IMPORTS),
    )
