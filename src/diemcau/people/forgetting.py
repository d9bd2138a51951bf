# SPDX-License-Identifier: Apache-2.0
"""Forgetting a person: what is known of them goes, the record and its counts stay.

Their row goes with all that hangs on it. Where they were invited, the place stays under the
same opaque id, so that the journal's marks still count it; nobody can tell any more whose it was.
What can't be reached from here keeps the name: backups, exports, and papers on paper.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from diemcau.conference.models import AccessLink, ProgrammeItem
from diemcau.journal.models import Entry, FreeText
from diemcau.journal.shredding import clean_storage, overwrite_what_is_deleted, shred
from diemcau.people.models import ImportDraft, Invitation, Person

FORGOTTEN = "(đã xóa tên)"
"""What stands in the place of a name, wherever names stand: names are Vietnamese in every language."""

_TABLES = ("people_person", "people_invitation", "people_appliedchange", "people_importfile")


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """What went: places that are nameless now, links that are revoked, texts of the journal that are destroyed."""

    places: int
    links: int
    texts: int


def forget_person(person: Person, *, at: datetime) -> Forgotten:
    """Forget a person in every conference; `at` is when their links end.

    Not to be called inside a transaction: what is destroyed has to be overwritten as well.
    """
    name, uuid = person.full_name, person.uuid
    conferences = list(person.invitations.values_list("conference__uuid", flat=True).distinct())
    overwrite_what_is_deleted()
    with transaction.atomic(durable=True):
        places = _leave_empty_place(person)
        links = AccessLink.objects.filter(person=uuid, revoked_at=None).update(revoked_at=at)
        _leave_programme(uuid, name)
        # Lists that are being looked at may hold the name; they can be sent again.
        ImportDraft.objects.filter(conference__uuid__in=conferences).delete()
    clean_storage(*_TABLES)
    texts = sum(shred(conference, seq) for conference, seq in _texts_about(conferences, uuid, name))
    return Forgotten(places=places, links=links, texts=texts)


def _leave_empty_place(person: Person) -> int:
    """Put a nameless row in the person's place. Returns: how many invitations are nameless now."""
    uuid = person.uuid
    Person.objects.filter(pk=person.pk).update(uuid=uuid4())
    nobody = Person.objects.create(uuid=uuid, full_name=FORGOTTEN)
    places = 0
    for invitation in Invitation.objects.filter(person=person):
        invitation.person, invitation.number, invitation.seat = nobody, "", ""
        invitation.post = invitation.post_en = ""
        # A badge that is still about leads to nobody.
        invitation.badge_id = uuid4()
        invitation.save()
        places += 1
    Person.objects.get(pk=person.pk).delete()
    if not places:
        nobody.delete()
    return places


def _leave_programme(uuid: UUID, name: str) -> None:
    spoken = ProgrammeItem.objects.filter(Q(speaker_person=uuid) | Q(speaker_name=name))
    spoken.update(speaker_person=None, speaker_name="", speaker_post="", speaker_post_en="")


def _texts_about(conferences: Collection[UUID], uuid: UUID, name: str) -> list[tuple[UUID, int]]:
    """The entries with a text that is about the person: those that name the id, and those whose text has the name."""
    texts = FreeText.objects.filter(conference__in=conferences)
    named = set(texts.filter(text__icontains=name).values_list("conference", "seq"))
    about = Entry.objects.filter(conference__in=conferences, payload__contains=str(uuid))
    having_text = set(texts.values_list("conference", "seq"))
    return sorted(named | (having_text & set(about.values_list("conference", "seq"))))
