# SPDX-License-Identifier: Apache-2.0
"""The plan: conference, venues, programme, decks, clips, and the links and keys that let people in.

Owns tables that organisers edit. What *happens* is in the journal, and who is invited is
in `people`; neither is known here.
"""

from __future__ import annotations

import secrets
import uuid
from functools import cached_property

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey

from diemcau.conference.fields import SearchKeyField

# The code travels as ASCII beside every still on the wall and stands in addresses.
VENUE_CODE = RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9_-]*\Z", _("Only letters without marks, digits, - and _."))


class QueueOrder(models.TextChoices):
    """In which order raised hands are called; the rules themselves are the floor's."""

    TIME = "time", _("by time")
    RANK = "rank", _("by rank: the higher tier first")
    CLUSTER = "cluster", _("clusters in turn")


class Conference(models.Model):  # type: ignore[django-manager-missing]  # a page of Wagtail's, untyped, points here
    """One event, with a programme, venues and invitations."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    organiser = models.CharField(_("organised by"), max_length=200)
    organiser_en = models.CharField(_("organised by, in English"), max_length=200, blank=True)
    section = models.CharField(_("section of the news page"), max_length=100, blank=True)
    section_en = models.CharField(_("section in English"), max_length=100, blank=True)
    byline = models.CharField(_("byline"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_en = models.CharField(_("source in English"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    aim = models.TextField(_("aim"), blank=True)
    aim_en = models.TextField(_("aim in English"), blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    queue_rule = models.CharField(
        _("order of raised hands"), max_length=10, choices=QueueOrder, default=QueueOrder.TIME
    )
    phone_checkin = models.BooleanField(
        _("delegates may check in on their phones"),
        default=True,
        help_text=_("Each venue's screen then shows a code before the opening that delegates scan."),
    )

    class Meta:
        """Newest first: the organiser works on the next one."""

        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ("-starts_at", "slug")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def hub(self) -> Venue:
        """The root venue, where the director sits. Raises: Venue.DoesNotExist: none planned yet."""
        return self.venues.get(parent=None)


class Tier(models.TextChoices):
    """Labels for levels of the tree, as the administration was on the day."""

    HUB = "hub", _("hub")
    CLUSTER = "cluster", _("cluster")
    PROVINCE = "province", _("province level")
    DISTRICT = "district", _("district level")
    COMMUNE = "commune", _("commune level")
    ROOM = "room", _("room")


class Venue(models.Model):
    """A place that takes part: one hall, one camera, one screen, and people in it."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="venues", verbose_name=_("conference"))
    code = models.CharField(
        _("code"),
        max_length=32,
        validators=[
            RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9_-]*\Z", _("Only letters without marks, digits, - and _."))
        ],
    )
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name=_("belongs to")
    )
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    name = models.CharField(_("name"), max_length=200)
    search_key = SearchKeyField(of="name", max_length=240)
    address = models.CharField(_("address"), max_length=300, blank=True)
    seats = models.PositiveIntegerField(_("seats"), default=0)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        """In the order of the plan."""

        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ("conference", "position", "code")
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "code"],
                name="venue_code_once",
                violation_error_message=_("This conference has another venue with this code."),
            ),
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(parent=None),
                name="venue_one_hub",
                violation_error_message=_(
                    "This conference has a hub already: choose the venue that this one belongs to."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="venue_not_own_parent",
                violation_error_message=_("A venue can't belong to itself."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(models.Model):
    """One item of the programme. The speaker's name stands here as it is to be read out."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items", verbose_name=_("conference"))
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    title = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    speaker_person = models.UUIDField(null=True, blank=True, editable=False)
    speaker_name = models.CharField(_("speaker"), max_length=120, blank=True)
    speaker_post = models.CharField(_("speaker's post"), max_length=300, blank=True)
    speaker_post_en = models.CharField(_("speaker's post in English"), max_length=300, blank=True)

    class Meta:
        """In the order of the day."""

        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ("conference", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "number"],
                name="item_number_once",
                violation_error_message=_("This programme has another item with this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="item_number_from_one",
                violation_error_message=_("Items are numbered from 1."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Deck(models.Model):
    """Pages that are shown to all rooms. Its pages never change: a corrected file is another deck."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="decks", verbose_name=_("conference"))
    item = models.ForeignKey(
        ProgrammeItem, models.SET_NULL, related_name="decks", null=True, blank=True, verbose_name=_("programme item")
    )
    title = models.CharField(_("title"), max_length=200)
    source_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        """In the order in which they came."""

        verbose_name = _("deck")
        verbose_name_plural = _("decks")
        ordering = ("conference", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "source_sha256"],
                name="deck_source_once",
                violation_error_message=_("This conference has a deck of this file already."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class DeckPage(models.Model):
    """One page of a deck: a picture and a thumbnail by the SHA-256 of their content, and its size in dots."""

    deck = models.ForeignKey(Deck, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    image = models.CharField(max_length=64, db_index=True)
    thumbnail = models.CharField(max_length=64, db_index=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        """From the first page to the last."""

        ordering = ("deck", "number")
        constraints = (models.UniqueConstraint(fields=["deck", "number"], name="deck_page_once"),)

    def __str__(self) -> str:
        return f"{self.deck} · {self.number}"


class Clip(models.Model):
    """A film that can be played out to all rooms. Its file never changes: a corrected film is another clip."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="clips", verbose_name=_("conference"))
    title = models.CharField(_("title"), max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    duration_s = models.FloatField(_("duration"), editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        """In the order in which they came."""

        verbose_name = _("clip")
        verbose_name_plural = _("clips")
        ordering = ("conference", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "sha256"],
                name="clip_file_once",
                violation_error_message=_("This conference has this film already."),
            ),
        )

    def __str__(self) -> str:
        return self.title


def new_stream_key() -> str:
    """A key of 96 bits that can be copied by hand: digits and the letters a to f alone."""
    return secrets.token_hex(12)


class StreamKey(models.Model):
    """The key by which the production desk may send by RTMP. A renewed one, by command `renewal`, replaces it."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="stream_key")
    key = models.CharField(max_length=40, default=new_stream_key)
    renewal = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"stream key of {self.conference}"


class Role(models.TextChoices):
    """What a link lets its holder do."""

    DIRECTOR = "director", _("director")
    CLUSTER = "cluster", _("cluster operator")
    VENUE = "venue", _("venue operator")
    DELEGATE = "delegate", _("delegate")


class AccessLink(models.Model):
    """A signed way in for somebody without an account. Revoked by `revoked_at`, never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="links", verbose_name=_("conference"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="links", null=True, blank=True, verbose_name=_("venue")
    )
    person = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        """A link says exactly whom it lets in."""

        verbose_name = _("access link")
        verbose_name_plural = _("access links")
        ordering = ("conference", "-created_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(role=Role.DIRECTOR, venue=None, person=None)
                | Q(role__in=(Role.CLUSTER, Role.VENUE), venue__isnull=False, person=None)
                | Q(role=Role.DELEGATE, venue=None, person__isnull=False),
                name="link_names_its_holder",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.uuid}"
