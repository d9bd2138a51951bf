# SPDX-License-Identifier: Apache-2.0
"""A delegate's values as lists name them, read from and written to person and invitation."""

from __future__ import annotations

from collections.abc import Mapping

from diemcau.conference.models import Venue
from diemcau.people.models import Invitation, Organisation

Value = str | int | None
Values = dict[str, Value]

_PERSON = {"name": "full_name", "birth_year": "birth_year", "phone": "phone"}
_INVITATION = {"post": "post", "rank": "protocol_rank", "number": "number", "seat": "seat"}


def values_of(invitation: Invitation) -> Values:
    """The values of an invitation and its person; a venue by code, an organisation by name."""
    person = {name: getattr(invitation.person, attribute) for name, attribute in _PERSON.items()}
    own = {name: getattr(invitation, attribute) for name, attribute in _INVITATION.items()}
    organisation = invitation.organisation.name if invitation.organisation else ""
    return person | own | {"organisation": organisation, "venue": invitation.venue.code}


def write_values(
    invitation: Invitation,
    values: Values,
    *,
    venues: Mapping[str, Venue],
    organisations: Mapping[str, Organisation],
) -> None:
    """Write some of a delegate's values; the others stay."""
    for name in values.keys() & _PERSON.keys():
        setattr(invitation.person, _PERSON[name], values[name])
    if values.keys() & _PERSON.keys():
        invitation.person.save()
    for name in values.keys() & _INVITATION.keys():
        setattr(invitation, _INVITATION[name], values[name])
    if "venue" in values:
        invitation.venue = venues[str(values["venue"])]
    if "organisation" in values:
        invitation.organisation = organisations.get(str(values["organisation"]))
    if values.keys() - _PERSON.keys():
        invitation.save()
