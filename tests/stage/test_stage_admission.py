# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path
from uuid import UUID

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from diemcau.lib.refusal import Refusal
from diemcau.stage.admission import (
    Grant,
    TokenHasExpired,
    TokenIsForged,
    TokenIsMissing,
    TokenIsOfAnotherConference,
    admit,
    issue_token,
    read_or_create_key,
)
from diemcau.stage.certificate import RENEWED_BEFORE_END, current_certificate, served_hashes

SECRET = b"k" * 48
NOW = dt.datetime(2022, 10, 31, 1, 0, tzinfo=dt.UTC)
LINK = UUID(int=7)
LIFETIME = dt.timedelta(hours=1)


def token(**changes: object) -> str:
    wanted = {"slug": "lamdong", "role": "venue", "venue": "LD-673", "link": LINK, "now": NOW, "lifetime": LIFETIME}
    return issue_token(SECRET, **{**wanted, **changes})  # type: ignore[arg-type]  # a test names the fields


def test_a_venues_token_grants_its_own_path_and_the_floor() -> None:
    assert admit(SECRET, token=token(), path="lamdong", now=NOW) == Grant(
        slug="lamdong", role="venue", venue="LD-673", link=LINK, expires_at=NOW + LIFETIME,
        puts=("in/LD-673",), gets=("floor",),
    )  # fmt: skip


def test_tokens_are_in_the_claim_form_of_the_relay() -> None:
    claims = jwt.decode(token(role="director", venue=None), SECRET, algorithms=["HS256"], options={"verify_exp": False})
    assert {name: claims[name] for name in ("root", "put", "get")} == {
        "root": "lamdong", "put": [], "get": ["floor", "backstage"],
    }  # fmt: skip


def test_a_path_is_granted_by_whole_segments() -> None:
    grant = admit(SECRET, token=token(), path="lamdong", now=NOW)
    assert [grant.may_put(path) for path in ("in/LD-673", "in/LD-673/feed", "in/LD-6731", "in")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("brought", "path", "late", "refusal"),
    [
        ("", "lamdong", dt.timedelta(), TokenIsMissing),
        ("x.y.z", "lamdong", dt.timedelta(), TokenIsForged),
        (token()[:-4] + "AAAA", "lamdong", dt.timedelta(), TokenIsForged),
        (jwt.encode({"root": "lamdong"}, SECRET, algorithm="HS256"), "lamdong", dt.timedelta(), TokenIsForged),
        (jwt.encode({"root": "lamdong"}, "", algorithm="none"), "lamdong", dt.timedelta(), TokenIsForged),
        (token(), "lamdong", LIFETIME, TokenHasExpired),
        (token(), "another", dt.timedelta(), TokenIsOfAnotherConference),
    ],
)
def test_bad_tokens_are_refused(brought: str, path: str, late: dt.timedelta, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as raised:
        admit(SECRET, token=brought, path=path, now=NOW + late)
    assert raised.value.sentence("vi") != raised.value.sentence("en")


def test_the_key_is_made_once_and_is_nobody_elses_business(tmp_path: Path) -> None:
    first = read_or_create_key(tmp_path / "keys")
    path = tmp_path / "keys" / "relay.jwk"
    assert (read_or_create_key(tmp_path / "keys"), len(first)) == (first, 48)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["alg"] == "HS256"
    assert [one.name for one in path.parent.iterdir()] == ["relay.jwk"]


def test_the_certificate_is_one_that_browsers_pin(tmp_path: Path) -> None:
    made = current_certificate(tmp_path, hosts=["127.0.0.1", "localhost"], now=NOW)
    certificate = x509.load_pem_x509_certificate(made.certificate_path.read_bytes())
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= dt.timedelta(days=14)
    assert stat.S_IMODE(made.key_path.stat().st_mode) == 0o600


def test_the_certificate_is_kept_over_restarts_and_renewed_early(tmp_path: Path) -> None:
    first = current_certificate(tmp_path, hosts=["localhost"], now=NOW)
    assert current_certificate(tmp_path, hosts=["localhost"], now=NOW + dt.timedelta(days=1)) == first
    due = first.ends_at - RENEWED_BEFORE_END + dt.timedelta(minutes=1)
    second = current_certificate(tmp_path, hosts=["localhost"], now=due)
    assert second.sha256 != first.sha256
    assert served_hashes(tmp_path, now=due) == [second.sha256, first.sha256]
    assert served_hashes(tmp_path, now=first.ends_at) == [second.sha256]


def test_a_certificate_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    first = current_certificate(tmp_path, hosts=["localhost"], now=NOW)
    first.certificate_path.write_text("not a certificate")
    assert current_certificate(tmp_path, hosts=["localhost"], now=NOW).sha256 != first.sha256
    assert served_hashes(tmp_path / "nowhere", now=NOW) == []
