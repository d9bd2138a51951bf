# SPDX-License-Identifier: Apache-2.0
"""The domain's own certificate: two files that somebody else renews, read and held against each other.

Owns what may be wrong with them, told before a browser does. Knows neither web server nor relay.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import NameOID

from diemcau.stage.certificate import Certificate
from diemcau.stage.refusals import (
    CertificateFileIsMissing,
    CertificateFileIsUnreadable,
    CertificateHasEnded,
    CertificateHasNotBegun,
    CertificateIsHalf,
    CertificateIsNotPem,
    CertificateIsOfAnotherDomain,
    CertificateNeedsDomain,
    KeyIsNotPem,
    KeyIsOfAnotherCertificate,
)


@dataclass(frozen=True, kw_only=True)
class DomainFiles:
    """Where a domain's certificate and key lie."""

    domain: str
    certificate: Path
    key: Path

    def stamp(self) -> tuple[tuple[int, int], ...] | None:
        """Changes whenever a file is replaced or written; None while one of them is missing."""
        try:
            found = [path.stat() for path in (self.certificate, self.key)]
        except OSError:
            return None
        return tuple((one.st_ino, one.st_mtime_ns) for one in found)


def domain_files(*, domain: str, certificate: Path | None, key: Path | None) -> DomainFiles | None:
    """The files of the settings, None when there are none.

    Raises: CertificateIsHalf, CertificateNeedsDomain.
    """
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        given, missing = ("--tls-key", "--tls-cert") if certificate is None else ("--tls-cert", "--tls-key")
        raise CertificateIsHalf(given=given, missing=missing)
    if not domain:
        raise CertificateNeedsDomain
    return DomainFiles(domain=domain, certificate=certificate, key=key)


def read_domain_certificate(files: DomainFiles, *, now: dt.datetime) -> Certificate:
    """Read both files and make sure that browsers will take them.

    Raises: CertificateFileIsMissing, CertificateFileIsUnreadable, CertificateIsNotPem, KeyIsNotPem,
        KeyIsOfAnotherCertificate, CertificateHasEnded, CertificateHasNotBegun, CertificateIsOfAnotherDomain.
    """
    certificate = _certificate(files.certificate)
    if _spki(_public_key(files.key)) != _spki(certificate.public_key()):
        raise KeyIsOfAnotherCertificate(key=str(files.key), certificate=str(files.certificate))
    if certificate.not_valid_after_utc <= now:
        raise CertificateHasEnded(file=str(files.certificate), ended=f"{certificate.not_valid_after_utc:%d/%m/%Y}")
    if certificate.not_valid_before_utc > now:
        begins = f"{certificate.not_valid_before_utc:%d/%m/%Y %H:%M} UTC"
        raise CertificateHasNotBegun(file=str(files.certificate), begins=begins)
    names = _names(certificate)
    if not any(_is_for(name, files.domain) for name in names):
        listed = ", ".join(names) or "–"
        raise CertificateIsOfAnotherDomain(file=str(files.certificate), names=listed, domain=files.domain)
    return Certificate(
        certificate_path=files.certificate,
        key_path=files.key,
        sha256=hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest(),
        ends_at=certificate.not_valid_after_utc,
    )


def _certificate(path: Path) -> x509.Certificate:
    try:
        # The chain follows in the same file; browsers are shown the first one as ours.
        return x509.load_pem_x509_certificates(_read(path))[0]
    except ValueError as error:
        raise CertificateIsNotPem(file=str(path)) from error


def _public_key(path: Path) -> CertificatePublicKeyTypes:
    try:
        key = serialization.load_pem_private_key(_read(path), password=None).public_key()
    except (ValueError, TypeError) as error:
        raise KeyIsNotPem(file=str(path)) from error
    return key  # type: ignore[return-value] # a key of another kind can't be equal to a certificate's


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CertificateFileIsMissing(file=str(path)) from error
    except OSError as error:
        raise CertificateFileIsUnreadable(file=str(path), problem=error.strerror or "") from error


def _spki(key: CertificatePublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _names(certificate: x509.Certificate) -> list[str]:
    """The names that the certificate is for. Browsers look at nothing but the alternative names."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return [f"CN={one.value!s}" for one in common]
    dns = extension.value.get_values_for_type(x509.DNSName)
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return [*dns, *map(str, addresses)]


def _is_for(name: str, domain: str) -> bool:
    """Whether a name of a certificate covers a domain. Source: RFC 6125 §6.4.3, a star for one whole label."""
    name, domain = name.lower(), domain.lower()
    if name.startswith("*."):
        return domain.partition(".")[2] == name[2:] and domain.count(".") > 1
    return name == domain
