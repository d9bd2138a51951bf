# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemcau.conference.links import (
    BEARER_LIFETIME,
    LINK_LIFETIME,
    Pass,
    bearer_for,
    issue_link,
    link_token,
    open_link,
    pass_from,
    revoke_link,
)
from diemcau.conference.models import AccessLink, Conference, Role
from diemcau.conference.refusals import LinkHasExpired, LinkIsForged, LinkIsRevoked, LinkOfAnotherConference
from support.plans import small_conference

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 31, 0, 30, tzinfo=UTC)
PERSON = UUID("0192e6c4-0000-7000-8000-000000000001")


@pytest.fixture
def conference() -> Conference:
    return small_conference()


def venue_link(conference: Conference) -> AccessLink:
    return issue_link(conference, role=Role.VENUE, at=NOW, venue=conference.venues.get(code="LD-1"))


def test_a_venue_link_lets_its_operator_in(conference: Conference) -> None:
    link = venue_link(conference)
    holder = open_link(link_token(link), at=NOW)
    assert holder == Pass(
        conference_uuid=conference.uuid,
        slug="nho",
        role=Role.VENUE,
        venue="LD-1",
        person=None,
        link=link.uuid,
        expires_at=NOW + LINK_LIFETIME,
    )
    assert holder.actor == "venue:LD-1"


def test_directors_and_delegates_are_named_by_what_they_are(conference: Conference) -> None:
    director = issue_link(conference, role=Role.DIRECTOR, at=NOW)
    delegate = issue_link(conference, role=Role.DELEGATE, at=NOW, person=PERSON)
    assert open_link(link_token(director), at=NOW).actor == f"director:{director.uuid}"
    assert open_link(link_token(delegate), at=NOW).actor == f"person:{PERSON}"


def test_a_bearer_stands_for_its_link_and_is_renewed(conference: Conference) -> None:
    holder = open_link(link_token(venue_link(conference)), at=NOW)
    bearer = bearer_for(holder, at=NOW)
    later = NOW + BEARER_LIFETIME - timedelta(seconds=1)
    assert pass_from(bearer, at=later, slug="nho") == holder
    renewed = bearer_for(pass_from(bearer, at=later), at=later)
    assert pass_from(renewed, at=NOW + BEARER_LIFETIME + timedelta(hours=1)) == holder


def test_a_bearer_ends_after_twelve_hours(conference: Conference) -> None:
    bearer = bearer_for(open_link(link_token(venue_link(conference)), at=NOW), at=NOW)
    with pytest.raises(LinkHasExpired):
        pass_from(bearer, at=NOW + timedelta(hours=12))


def test_a_link_ends_after_its_time_and_its_bearers_with_it(conference: Conference) -> None:
    link = venue_link(conference)
    almost = NOW + LINK_LIFETIME - timedelta(minutes=1)
    bearer = bearer_for(open_link(link_token(link), at=almost), at=almost)
    with pytest.raises(LinkHasExpired):
        open_link(link_token(link), at=NOW + LINK_LIFETIME)
    with pytest.raises(LinkHasExpired):
        pass_from(bearer, at=NOW + LINK_LIFETIME)


def test_a_revoked_link_and_its_bearers_are_refused_at_once(conference: Conference) -> None:
    link = venue_link(conference)
    bearer = bearer_for(open_link(link_token(link), at=NOW), at=NOW)
    revoke_link(link, at=NOW)
    revoke_link(link, at=NOW + timedelta(hours=1))
    with pytest.raises(LinkIsRevoked):
        open_link(link_token(link), at=NOW)
    with pytest.raises(LinkIsRevoked):
        pass_from(bearer, at=NOW)
    assert AccessLink.objects.get(pk=link.pk).revoked_at == NOW


def test_a_replaced_link_leaves_the_other_one_good(conference: Conference) -> None:
    lost, fresh = venue_link(conference), venue_link(conference)
    revoke_link(lost, at=NOW)
    assert open_link(link_token(fresh), at=NOW).venue == "LD-1"


def test_a_bearer_of_another_conference_is_refused(conference: Conference) -> None:
    bearer = bearer_for(open_link(link_token(venue_link(conference)), at=NOW), at=NOW)
    with pytest.raises(LinkOfAnotherConference) as refused:
        pass_from(bearer, at=NOW, slug="lamdong-2022")
    assert refused.value.fields == {"own": "nho", "asked": "lamdong-2022"}


def test_a_forged_link_is_refused(conference: Conference) -> None:
    token = link_token(venue_link(conference))
    never_issued = Signer(sep=".", salt="diemcau.conference.link").sign(PERSON.hex)
    other_key = Signer(key="another", sep=".", salt="diemcau.conference.link").sign(token.split(".")[0])
    for forged in (f"{token}x", token[:-1], token.swapcase(), never_issued, other_key, ""):
        with pytest.raises(LinkIsForged):
            open_link(forged, at=NOW)


def test_link_and_bearer_do_not_stand_for_each_other(conference: Conference) -> None:
    token = link_token(venue_link(conference))
    bearer = bearer_for(open_link(token, at=NOW), at=NOW)
    with pytest.raises(LinkIsForged):
        pass_from(token, at=NOW)
    with pytest.raises(LinkIsForged):
        open_link(bearer, at=NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(garbage=st.text(max_size=300) | st.from_regex(r"\A[0-9a-f]{32}(-[0-9a-f]{1,20})?\.[A-Za-z0-9_-]{43}\Z"))
def test_garbage_is_refused_and_nothing_else(garbage: str) -> None:
    with pytest.raises(LinkIsForged):
        open_link(garbage, at=NOW)
    with pytest.raises(LinkIsForged):
        pass_from(garbage, at=NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(inside=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_garbage_under_a_good_signature_is_refused(inside: str) -> None:
    with pytest.raises((LinkIsForged, LinkHasExpired)):
        pass_from(Signer(sep=".", salt="diemcau.conference.bearer").sign(inside), at=NOW)


def test_a_link_needs_its_own_holder_and_no_other(conference: Conference) -> None:
    hub = conference.hub
    with pytest.raises(ValueError, match="its own holder"):
        issue_link(conference, role=Role.VENUE, at=NOW)
    with pytest.raises(ValueError, match="its own holder"):
        issue_link(conference, role=Role.DIRECTOR, at=NOW, venue=hub)
    other = Conference.objects.create(slug="khac", name="Khác", organiser="Tỉnh ủy", starts_at=NOW)
    with pytest.raises(ValueError, match="another conference"):
        issue_link(other, role=Role.VENUE, at=NOW, venue=hub)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLink.objects.create(conference=conference, role=Role.DIRECTOR, venue=hub, created_at=NOW, expires_at=NOW)
