# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import base64
import stat
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from diemcau.people.badge_keys import read_or_create_badge_key
from diemcau.people.badges import badge_token, read_badge
from diemcau.people.refusals import BadgeIsForged, BadgeOfAnotherConference

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
CONFERENCE = UUID("0192e6c4-0000-7000-8000-00000000c0f0")
BADGE = UUID("5f0c7b0e-3a7e-4d38-9a51-2f6f5a7d9b11")
TOKEN = badge_token(KEY, conference=CONFERENCE, badge=BADGE)


@given(conference=st.uuids(), badge=st.uuids())
def test_what_was_signed_is_read_back(conference: UUID, badge: UUID) -> None:
    token = badge_token(KEY, conference=conference, badge=badge)
    assert read_badge(token, key=PUBLIC, conference=conference) == badge
    assert token == badge_token(KEY, conference=conference, badge=badge)


def test_a_token_is_short_and_is_signed_over_its_own_prefix() -> None:
    content = base64.urlsafe_b64decode(TOKEN.removeprefix("DC1.") + "==")
    assert (len(TOKEN), len(content)) == (122, 88)
    assert content[:24] == CONFERENCE.bytes[:8] + BADGE.bytes
    PUBLIC.verify(content[24:], b"DC1." + content[:24])


@given(bit=st.integers(min_value=0, max_value=len(TOKEN) * 8 - 1))
def test_any_flipped_bit_is_refused(bit: int) -> None:
    altered = bytearray(TOKEN.encode())
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadgeIsForged):
        read_badge(altered.decode("latin-1"), key=PUBLIC, conference=CONFERENCE)


@given(text=st.text(max_size=200))
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(BadgeIsForged):
        read_badge(text, key=PUBLIC, conference=CONFERENCE)


@pytest.mark.parametrize(
    "other", [f"{TOKEN}==", f" {TOKEN}", f"{TOKEN}\n", TOKEN[4:], f"DC1.{TOKEN}", TOKEN[:-1], "DC1."]
)
def test_one_token_has_one_spelling(other: str) -> None:
    with pytest.raises(BadgeIsForged):
        read_badge(other, key=PUBLIC, conference=CONFERENCE)


def test_another_installations_badge_is_refused() -> None:
    theirs = badge_token(Ed25519PrivateKey.generate(), conference=CONFERENCE, badge=BADGE)
    with pytest.raises(BadgeIsForged):
        read_badge(theirs, key=PUBLIC, conference=CONFERENCE)


def test_another_conferences_badge_is_told_apart() -> None:
    theirs = badge_token(KEY, conference=UUID(int=7), badge=BADGE)
    with pytest.raises(BadgeOfAnotherConference):
        read_badge(theirs, key=PUBLIC, conference=CONFERENCE)


def test_the_key_is_made_once_and_is_nobody_elses_business(tmp_path: Path) -> None:
    first = read_or_create_badge_key(tmp_path / "keys")
    path = tmp_path / "keys" / "badges.pem"
    assert read_or_create_badge_key(tmp_path / "keys").private_bytes_raw() == first.private_bytes_raw()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["badges.pem"]
