# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from diemcau.lib.refusal import Refusal
from diemcau.stage.domain_certificate import DomainFiles, domain_files, read_domain_certificate
from support.authority import YEAR, Authority, Issued

DOMAIN = "hoinghi.lamdong.vn"
NOW = dt.datetime.now(dt.UTC)


def refused(files: Issued, *, domain: str = DOMAIN) -> str:
    with pytest.raises(Refusal) as caught:
        read_domain_certificate(DomainFiles(domain=domain, certificate=files.certificate, key=files.key), now=NOW)
    return caught.value.code


def test_good_files_are_taken(tmp_path: Path) -> None:
    issued = Authority(tmp_path).issue(DOMAIN)

    found = read_domain_certificate(DomainFiles(domain=DOMAIN, certificate=issued.certificate, key=issued.key), now=NOW)

    assert (found.certificate_path, found.key_path) == (issued.certificate, issued.key)
    assert NOW + YEAR - dt.timedelta(days=1) < found.ends_at < NOW + YEAR


def test_star_stands_for_one_label(tmp_path: Path) -> None:
    issued = Authority(tmp_path).issue("*.lamdong.vn")
    files = DomainFiles(domain="HoiNghi.lamdong.vn", certificate=issued.certificate, key=issued.key)

    assert read_domain_certificate(files, now=NOW).ends_at > NOW
    assert refused(issued, domain="a.hoinghi.lamdong.vn") == "certificate_is_of_another_domain"
    assert refused(issued, domain="lamdong.vn") == "certificate_is_of_another_domain"


def test_what_a_browser_would_refuse_is_refused_before(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    good, other = authority.issue(DOMAIN), authority.issue(DOMAIN, file="other")
    old = authority.issue(DOMAIN, file="old", begins=-YEAR, lasts=YEAR - dt.timedelta(days=1))
    early = authority.issue(DOMAIN, file="early", begins=dt.timedelta(days=1))
    words = tmp_path / "words.txt"
    words.write_text("not a certificate")

    assert refused(Issued(certificate=good.certificate, key=other.key)) == "key_is_of_another_certificate"
    assert refused(old) == "certificate_has_ended"
    assert refused(early) == "certificate_has_not_begun"
    assert refused(good, domain="khac.vn") == "certificate_is_of_another_domain"
    assert refused(Issued(certificate=words, key=good.key)) == "certificate_is_not_pem"
    assert refused(Issued(certificate=good.certificate, key=words)) == "key_is_not_pem"
    assert refused(Issued(certificate=tmp_path / "none.crt", key=good.key)) == "certificate_file_is_missing"
    assert refused(Issued(certificate=tmp_path, key=good.key)) == "certificate_file_is_unreadable"


def test_half_a_pair_and_a_certificate_without_a_name_are_refused(tmp_path: Path) -> None:
    def code(domain: str, certificate: Path | None, key: Path | None) -> str:
        with pytest.raises(Refusal) as caught:
            domain_files(domain=domain, certificate=certificate, key=key)
        return caught.value.code

    assert domain_files(domain=DOMAIN, certificate=None, key=None) is None
    assert code(DOMAIN, tmp_path, None) == code(DOMAIN, None, tmp_path) == "certificate_is_half"
    assert code("", tmp_path, tmp_path) == "certificate_needs_domain"


def test_stamp_tells_a_replaced_file(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    issued = authority.issue(DOMAIN)
    files = DomainFiles(domain=DOMAIN, certificate=issued.certificate, key=issued.key)
    before = files.stamp()
    fresh = authority.issue(DOMAIN, file="fresh")

    fresh.certificate.replace(issued.certificate)
    assert before != files.stamp() is not None
    issued.key.unlink()
    assert files.stamp() is None
