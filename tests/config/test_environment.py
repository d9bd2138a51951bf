# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diemcau.config.environment import EVERYWHERE, Environment
from diemcau.config.keeping import keep

CERTIFICATE = {"domain": "hoinghi.vn", "tls_cert": Path("a.crt"), "tls_key": Path("a.key")}


def addresses(**settings: Any) -> tuple[str, str, str, bool]:
    values = Environment(_env_file=None, **settings)
    return values.origin, values.pages_host, values.relay_address, values.pins_relay


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(f"DIEMCAU_{name.upper()}", raising=False)


def test_practice_stays_on_the_machine_itself() -> None:
    assert addresses() == ("http://127.0.0.1:8080", "127.0.0.1", "127.0.0.1", True)


def test_certificate_opens_pages_and_relay_to_everyone() -> None:
    assert addresses(**CERTIFICATE) == ("https://hoinghi.vn:8080", EVERYWHERE, EVERYWHERE, False)
    assert addresses(**CERTIFICATE, port=443)[0] == "https://hoinghi.vn"


def test_behind_a_proxy_only_the_relay_is_open() -> None:
    proxied = ("https://hoinghi.vn", "127.0.0.1", EVERYWHERE, False)
    assert addresses(**CERTIFICATE, proxy="127.0.0.1") == proxied
    assert addresses(domain="hoinghi.vn", proxy="127.0.0.1", proxy_port=8443)[0] == "https://hoinghi.vn:8443"


def test_relay_may_pin_although_the_pages_have_a_certificate() -> None:
    assert addresses(**CERTIFICATE, relay_certificate="pinned")[3]


def test_address_that_is_set_stands() -> None:
    assert addresses(**CERTIFICATE, host="10.0.0.5")[1:3] == ("10.0.0.5", EVERYWHERE)
    assert addresses(host="10.0.0.5")[:3] == ("http://10.0.0.5:8080", "10.0.0.5", "10.0.0.5")
    assert addresses(host="::1")[0] == "http://[::1]:8080"


def test_what_is_kept_is_read_again_and_other_lines_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("# of the house\nDIEMCAU_PORT=443\nDIEMCAU_DOMAIN=cu.vn\n", encoding="utf-8")

    keep(tmp_path, {"DIEMCAU_DOMAIN": "mới.vn", "DIEMCAU_TLS_CERT": "/đ'a \\x.pem"})

    values = Environment(_env_file=file)
    assert (values.port, values.domain, values.tls_cert) == (443, "mới.vn", Path("/đ'a \\x.pem"))
    assert file.read_text(encoding="utf-8").startswith("# of the house\n")
