# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings as installed
from pytest_django.fixtures import Settings

from diemcau.conference.links import LINK_LIFETIME, open_link, revoke_link
from diemcau.conference.models import AccessLink, Conference, Role
from diemcau.papers.inviting import invitation_sheets, invitations_of, write_invitations
from diemcau.papers.refusals import NobodyIsInvited, NoSuchLetter
from diemcau.people.badge_keys import badge_signer
from diemcau.people.badges import read_badge
from diemcau.people.models import Invitation
from factories.closed_conference import OPENS_AT, planned_conference

pytestmark = pytest.mark.django_db
LONG_BEFORE = OPENS_AT - timedelta(days=90)


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def test_sheets_go_by_venue_guests_first_then_given_names(conference: Conference) -> None:
    halls = invitations_of(conference, at=OPENS_AT).halls
    assert [(hall.code, [one.name for one in hall.invited]) for hall in halls] == [
        ("LD", ["Lê Hải Bình", "Phạm S", "=HYPERLINK(Bình)", "Đặng Thị Ân", "Nguyễn Văn Ấn"]),
        ("LD-673", ["Trần Quốc Đạt", "Phạm Thu Hà"]),
        ("LD-673-1", ["Lê <b>Ý</b> & Con"]),
        ("LD-673-2", ["Hồ Thị Yến"]),
        ("LD-674", ["Vũ Minh Quân"]),
        ("LD-674-1", ["K'Brèo Rơ Ông"]),
    ]
    assert [one.number for hall in halls for one in hall.invited] == [f"{number:04}" for number in range(1, 12)]


def test_codes_name_the_badge_and_nothing_personal(conference: Conference) -> None:
    for hall in invitations_of(conference, at=OPENS_AT).halls:
        for one in hall.invited:
            badge = read_badge(one.code, key=badge_signer().public_key(), conference=conference.uuid)
            assert Invitation.objects.get(badge_id=badge).person.full_name == one.name


def test_everybody_one_venue_or_one_letter(conference: Conference) -> None:
    everybody = invitation_sheets(conference, "letters", at=OPENS_AT)
    assert (page_count(everybody.content), everybody.filename) == (11, "giay-moi-lamdong-2022.pdf")
    there = invitation_sheets(conference, "badges", at=OPENS_AT, venue="LD-673")
    assert (page_count(there.content), there.filename) == (1, "the-dai-bieu-lamdong-2022-LD-673.pdf")
    alone = invitation_sheets(conference, "letters", at=OPENS_AT, number="0007")
    assert (page_count(alone.content), alone.filename) == (1, "giay-moi-lamdong-2022-0007.pdf")


def test_nobody_and_unknown_numbers_are_refused(conference: Conference) -> None:
    with pytest.raises(NoSuchLetter):
        invitation_sheets(conference, "letters", at=OPENS_AT, number="9999")
    Invitation.objects.filter(venue__code="LD-674").delete()
    with pytest.raises(NobodyIsInvited):
        invitation_sheets(conference, "letters", at=OPENS_AT, venue="LD-674")


def test_the_folder_holds_letters_and_badges_and_twice_is_the_same(conference: Conference, tmp_path: Path) -> None:
    first = write_invitations(conference, tmp_path / "1", at=OPENS_AT)
    second = write_invitations(conference, tmp_path / "2", at=OPENS_AT + timedelta(hours=1))
    assert [path.name for path in first] == ["giay-moi-lamdong-2022.pdf", "the-dai-bieu-lamdong-2022.pdf"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_without_a_domain_no_links_are_made(conference: Conference) -> None:
    halls = invitations_of(conference, at=OPENS_AT).halls
    assert {one.page for hall in halls for one in hall.invited} == {None}
    assert not AccessLink.objects.exists()


def test_with_a_domain_each_letter_leads_to_the_delegates_own_page(conference: Conference, settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"domain": "hoinghi.lamdong.gov.vn"})
    pages = [one.page for hall in invitations_of(conference, at=LONG_BEFORE).halls for one in hall.invited]
    assert len(set(pages)) == AccessLink.objects.filter(role=Role.DELEGATE).count() == 11
    assert pages[0] is not None
    holder = open_link(pages[0].rpartition("/")[2], at=OPENS_AT + LINK_LIFETIME / 2)
    assert holder.person == Invitation.objects.get(number="0001").person.uuid
    assert [one.page for hall in invitations_of(conference, at=OPENS_AT).halls for one in hall.invited] == pages


def test_a_revoked_link_is_replaced_on_the_next_letter(conference: Conference, settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"domain": "hoinghi.lamdong.gov.vn"})
    before = invitations_of(conference, at=LONG_BEFORE, number=None, venue="LD-674").halls[0].invited[0].page
    revoke_link(AccessLink.objects.get(), at=LONG_BEFORE)
    after = invitations_of(conference, at=LONG_BEFORE, venue="LD-674").halls[0].invited[0].page
    assert None is not after != before


def test_the_offices_own_template_is_taken(conference: Conference) -> None:
    folder = installed.DIEMCAU_HOME / "templates"
    folder.mkdir(exist_ok=True)
    own = folder / "giay-moi.typ"
    own.write_text("Kính mời")
    try:
        assert page_count(invitation_sheets(conference, "letters", at=OPENS_AT).content) == 1
    finally:
        own.unlink()
