# SPDX-License-Identifier: Apache-2.0
"""Persons and their invitations.

Owns names, posts and telephone numbers: the journal names a person by `Person.uuid` alone,
so that forgetting somebody is deleting a row here.
"""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diemcau.conference.fields import NameOrderField, SearchKeyField
from diemcau.conference.models import Conference, Venue
from diemcau.people.importing.models import AppliedChange, AppliedImport, ImportDraft, ImportFile

__all__ = [
    "AppliedChange",
    "AppliedImport",
    "ImportDraft",
    "ImportFile",
    "Invitation",
    "InvitationQuerySet",
    "Organisation",
    "Person",
]

FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR = 1900, 2100


class Organisation(models.Model):
    """An office, union or association, as its people write its name."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    search_key = SearchKeyField(of="name", max_length=240)

    class Meta:
        """By folded name: no given name to sort by."""

        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("search_key", "name")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who may be invited. `uuid` is what the journal knows."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(_("full name"), max_length=120)
    search_key = SearchKeyField(of="full_name", max_length=160)
    sort_key = NameOrderField(of="full_name", max_length=600, db_index=True)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_BIRTH_YEAR), MaxValueValidator(LAST_BIRTH_YEAR)],
    )
    phone = models.CharField(
        _("telephone"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"\A\+?[0-9]{8,15}\Z", _("Only digits, with + before a country code."))],
    )

    class Meta:
        """In Vietnamese order of given names."""

        verbose_name = _("personal file")
        verbose_name_plural = _("personal files")
        ordering = ("sort_key", "id")

    def __str__(self) -> str:
        return self.full_name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, with the one rule of who is counted."""

    def on_roll(self) -> InvitationQuerySet:
        """Those whom the roll calls: neither guests of honour, who are introduced, nor whoever wasn't invited."""
        return self.invited().filter(is_guest_of_honour=False)

    def invited(self) -> InvitationQuerySet:
        """Everybody who was invited: neither substitutes nor those who walked in."""
        return self.filter(substitute_for=None, is_walk_in=False)

    def of_honour(self) -> InvitationQuerySet:
        """Guests of honour in the order in which they are named."""
        return self.filter(is_guest_of_honour=True).order_by("protocol_rank")


class Invitation(models.Model):
    """A person is invited to one conference as someone: organisation, post, rank, venue, seat.

    `badge_id` is what the QR of letter and badge names: of this invitation alone, and not the journal's id.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="invitations", verbose_name=_("conference"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations", verbose_name=_("delegate"))
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="invitations", verbose_name=_("venue"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="invitations",
        null=True,
        blank=True,
        verbose_name=_("organisation"),
    )
    post = models.CharField(_("post"), max_length=300, blank=True)
    post_en = models.CharField(
        _("post in English"), max_length=300, blank=True, help_text=_("For guests whom the English report names.")
    )
    number = models.CharField(
        _("number of the letter"),
        max_length=20,
        blank=True,
        help_text=_("Left blank, it is given: guests of honour first, then by venue and name."),
    )
    seat = models.CharField(_("seat"), max_length=40, blank=True)
    badge_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    protocol_rank = models.PositiveSmallIntegerField(_("order of introduction"), null=True, blank=True)
    is_guest_of_honour = models.BooleanField(_("guest of honour"), default=False)
    is_walk_in = models.BooleanField(_("came without an invitation"), default=False, editable=False)
    substitute_for = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="substitutes",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("comes in place of"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """In Vietnamese order of given names."""

        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ("person__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "person"],
                name="invitation_once",
                violation_error_message=_("This person is invited to this conference already."),
            ),
            models.UniqueConstraint(
                fields=["conference", "protocol_rank"],
                name="invitation_rank_once",
                violation_error_message=_("Another guest of this conference has this place in the order."),
            ),
            models.UniqueConstraint(
                fields=["conference", "number"],
                condition=~Q(number=""),
                name="invitation_number_once",
                violation_error_message=_("Another letter of this conference has this number."),
            ),
            models.CheckConstraint(
                condition=Q(is_guest_of_honour=False) | Q(protocol_rank__isnull=False),
                name="invitation_guest_has_rank",
                violation_error_message=_("A guest of honour needs a place in the order of introduction."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.post}" if self.post else str(self.person)
