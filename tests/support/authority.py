# SPDX-License-Identifier: Apache-2.0
"""A certificate authority that is thrown away, and what it issues for a test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

YEAR = dt.timedelta(days=365)
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A certificate with its chain, and its key, on disk."""

    certificate: Path
    key: Path


class Authority:
    """One root, made anew for each test."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.root = folder / "root.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Throw-away root")])
        now = dt.datetime.now(dt.UTC)
        self._certificate = (
            _builder(self._name, self._name, self._key, begins=now - HOUR, ends=now + YEAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.root.write_bytes(_pem(self._certificate))

    def issue(
        self, *names: str, file: str = "domain", begins: dt.timedelta = -HOUR, lasts: dt.timedelta = YEAR
    ) -> Issued:
        """Write a certificate for `names` over whatever stood in these files. `begins` counts from now."""
        issued = Issued(certificate=self.folder / f"{file}.crt", key=self.folder / f"{file}.key")
        key = ec.generate_private_key(ec.SECP256R1())
        now = dt.datetime.now(dt.UTC)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        alternatives = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        certificate = (
            _builder(subject, self._name, key, begins=now + begins, ends=now + begins + lasts)
            .add_extension(alternatives, critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        issued.key.write_bytes(secret)
        issued.certificate.write_bytes(_pem(certificate) + _pem(self._certificate))
        return issued


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    *,
    begins: dt.datetime,
    ends: dt.datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
