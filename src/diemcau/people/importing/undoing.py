# SPDX-License-Identifier: Apache-2.0
"""Taking an applied import back: what hasn't been changed since, and a word about the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diemcau.journal.queries import ids_named
from diemcau.people.importing.applying import organisations_named
from diemcau.people.importing.invited import Value, Values, values_of, write_values
from diemcau.people.importing.models import AppliedChange, AppliedImport
from diemcau.people.models import Invitation, Person
from diemcau.people.refusals import ImportIsUndone

MARKED = "marked"
_UNIQUE: tuple[tuple[str, str, Value], ...] = (("rank", "protocol_rank", None), ("number", "number", ""))


@transaction.atomic
def undo_import(applied: AppliedImport, *, by: str, at: datetime) -> AppliedImport:
    """Take an import back. What somebody changed since, or called to the roll, stays as it is now.

    Returns: the import, `undo` counting what was `removed`, `restored` and `kept`.
    Raises: ImportIsUndone: it was taken back before.
    """
    applied = AppliedImport.objects.select_for_update().get(pk=applied.pk)
    if applied.undone_at is not None:
        raise ImportIsUndone(files=str(applied))
    changes = list(applied.changes.select_related("person"))
    invitations = _invitations(applied, changes)
    marked = ids_named(applied.conference.uuid)
    tally: Counter[str] = Counter(removed=0, restored=0, kept=0)
    _leave_places(changes, invitations)
    for change in reversed(changes):
        tally[_undo(change, invitations.get(change.person_id), marked)] += 1
    applied.undone_at, applied.undone_by, applied.undo = at, by, dict(tally)
    applied.save()
    return applied


def _invitations(applied: AppliedImport, changes: Sequence[AppliedChange]) -> dict[int, Invitation]:
    persons = [change.person_id for change in changes]
    invited = Invitation.objects.filter(conference=applied.conference, person__in=persons)
    return {one.person_id: one for one in invited.select_related("person", "organisation", "venue", "conference")}


def _leave_places(changes: Sequence[AppliedChange], invitations: dict[int, Invitation]) -> None:
    """Empty the places in the order, and the numbers, that are about to be given back: two may be swapped."""
    for change in changes:
        invitation = invitations.get(change.person_id)
        for name, attribute, left in _UNIQUE:
            is_changed = change.before is not None and name in change.before
            if invitation and is_changed and getattr(invitation, attribute) == change.after[name]:
                Invitation.objects.filter(pk=invitation.pk).update(**{attribute: left})


def _undo(change: AppliedChange, invitation: Invitation | None, marked: set[UUID]) -> str:
    if invitation is None:
        change.kept = sorted(change.after)
    elif change.before is None:
        change.kept = _kept_of_newcomer(change, invitation, marked)
        if not change.kept:
            _remove(change, invitation)
            return "removed"
    else:
        change.kept = _restore(change, invitation)
    change.save(update_fields=["kept"])
    return "kept" if change.kept else "restored"


def _kept_of_newcomer(change: AppliedChange, invitation: Invitation, marked: set[UUID]) -> list[str]:
    if invitation.person.uuid in marked:
        return [MARKED]
    now = values_of(invitation)
    # A letter without a number is given one later, by us.
    as_applied = change.after | ({} if change.after["number"] else {"number": now["number"]})
    return sorted(name for name, value in as_applied.items() if now[name] != value)


def _remove(change: AppliedChange, invitation: Invitation) -> None:
    invitation.delete()
    if change.is_new_person and not change.person.invitations.exists():
        Person.objects.filter(pk=change.person_id).delete()


def _restore(change: AppliedChange, invitation: Invitation) -> list[str]:
    """Put back the fields that are as the import left them. Returns: the others."""
    assert change.before is not None  # noqa: S101 - a newcomer has nothing to be put back
    now = values_of(invitation)
    venues = {venue.code: venue for venue in invitation.conference.venues.all()}
    kept = {name for name, value in change.after.items() if now[name] != value}
    back: Values = {name: value for name, value in change.before.items() if name not in kept}
    if back.get("venue") not in {None, *venues}:
        kept.add("venue")
    kept |= {name for name, attribute, _ in _UNIQUE if _is_taken(invitation, attribute, back.get(name))}
    back = {name: value for name, value in back.items() if name not in kept}
    organisations = organisations_named([str(back.get("organisation") or "")])
    write_values(invitation, back, venues=venues, organisations=organisations)
    if kept & {name for name, _, _ in _UNIQUE}:
        # What was emptied for the others, and nobody took.
        invitation.save()
    return sorted(kept)


def _is_taken(invitation: Invitation, attribute: str, value: Value) -> bool:
    others = Invitation.objects.filter(conference=invitation.conference, **{attribute: value})
    return bool(value) and others.exclude(pk=invitation.pk).exists()
