# SPDX-License-Identifier: Apache-2.0
"""Nothing personal goes where it can't be taken back: into addresses, live documents, entries."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from diemcau.board.documents import backstage_document, floor_document
from diemcau.board.state import BOARD_FOLD
from diemcau.conference.links import issue_link, link_token
from diemcau.conference.models import Conference, Role
from diemcau.journal.models import Entry
from diemcau.journal.queries import folded
from diemcau.lib.clock import SystemClock
from diemcau.people.models import Invitation, Person
from diemcau.web.api.api import api
from factories.closed_conference import closed_conference

PARAMETERS = {"slug", "code", "digest", "name", "part", "check"}
"""What stands in an address of the API: a conference, a venue, a file by its content, a part of a recording."""


@pytest.fixture
def conference() -> Conference:
    conference = closed_conference()
    Person.objects.update(phone="0912345678", birth_year=1971)
    Invitation.objects.filter(is_guest_of_honour=False).update(post="Trưởng ban Kỳ lạ")
    return conference


def personal(conference: Conference) -> set[str]:
    """Every name, post and telephone of those whom the roll calls, and of who came for them."""
    invitations = Invitation.objects.filter(conference=conference, is_guest_of_honour=False).select_related("person")
    facts = {(one.person.full_name, one.post, one.person.phone) for one in invitations}
    return {text for fact in facts for text in fact if text}


def told(conference: Conference) -> Iterator[str]:
    """Whatever is written down or sent for ever: entries, live documents, addresses of links, names of sources."""
    for entry in Entry.objects.filter(conference=conference.uuid):
        yield json.dumps([entry.actor, entry.kind, json.loads(entry.payload)], ensure_ascii=False)
    board = folded(conference.uuid, BOARD_FOLD)
    yield json.dumps([floor_document(board), backstage_document(board, {})], ensure_ascii=False)
    for invitation in Invitation.objects.filter(conference=conference).select_related("person"):
        link = issue_link(conference, role=Role.DELEGATE, at=SystemClock().now(), person=invitation.person.uuid)
        yield link_token(link)


@pytest.mark.django_db
def test_no_entry_document_or_link_tells_who_anybody_is(conference: Conference) -> None:
    facts = personal(conference)
    assert {"Nguyễn Văn Ấn", "Ngô Bá Khá", "Trưởng ban Kỳ lạ", "0912345678"} <= facts
    found = {(fact, text[:80]) for text in told(conference) for fact in facts if fact in text}
    assert found == set()


def test_no_address_has_room_for_anything_personal() -> None:
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    named = {
        parameter["name"]
        for path in paths.values()
        for operation in path.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] in {"path", "query"}
    }
    assert named <= PARAMETERS
