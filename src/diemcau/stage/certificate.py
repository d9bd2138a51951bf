# SPDX-License-Identifier: Apache-2.0
"""The relay's certificate: self-signed, short-lived, pinned by its hash.

Browsers accept a self-signed certificate for WebTransport when it is ECDSA, lives at most
14 days, and its SHA-256 is told to them beforehand. Owns the files in the home folder's
`keys`; knows no relay.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LIFETIME = dt.timedelta(days=13)
"""A day below the browsers' limit of 14, so that a clock that runs ahead is no trouble."""

RENEWED_BEFORE_END = dt.timedelta(days=5)
"""Longer than any conference, so that no certificate ends while one is going on."""

CLOCK_SKEW = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A certificate on disk. `sha256` is the hash of its DER form, in hex."""

    certificate_path: Path
    key_path: Path
    sha256: str
    ends_at: dt.datetime


def current_certificate(keys: Path, *, hosts: list[str], now: dt.datetime) -> Certificate:
    """Return the certificate to serve with, making or renewing it when it is due.

    The one before is kept beside it (`relay-previous.crt`), so that pages that were told
    its hash are still told it while an older process serves with it.

    Args:
        keys: the folder of keys; created when it isn't there.
        hosts: names and addresses under which clients dial.
        now: aware UTC.
    """
    keys.mkdir(parents=True, exist_ok=True)
    path, key_path = keys / "relay.crt", keys / "relay.key"
    with _locked(keys / "relay.lock"):
        existing = _read(path)
        if existing is None or not key_path.exists() or existing.not_valid_after_utc - now < RENEWED_BEFORE_END:
            if existing is not None:
                path.replace(keys / "relay-previous.crt")
            existing = _create(path, key_path, hosts=hosts, now=now)
    return Certificate(
        certificate_path=path,
        key_path=key_path,
        sha256=_sha256(existing),
        ends_at=existing.not_valid_after_utc,
    )


def served_hashes(keys: Path, *, now: dt.datetime) -> list[str]:
    """The hashes that a page may pin, newest first: of every certificate that still lives."""
    certificates = (_read(keys / name) for name in ("relay.crt", "relay-previous.crt"))
    return [_sha256(one) for one in certificates if one is not None and one.not_valid_after_utc > now]


def _create(path: Path, key_path: Path, *, hosts: list[str], now: dt.datetime) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Diemcau relay")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(now - CLOCK_SKEW + LIFETIME)
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(key_path, secret, mode=0o600)
    _write(path, certificate.public_bytes(serialization.Encoding.PEM), mode=0o644)
    return certificate


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _read(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _sha256(certificate: x509.Certificate) -> str:
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def _write(path: Path, content: bytes, *, mode: int) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.touch(mode=mode)
    fresh.write_bytes(content)
    fresh.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
