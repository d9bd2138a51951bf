# SPDX-License-Identifier: Apache-2.0
"""The domain's certificate as the settings name it."""

from __future__ import annotations

from diemcau.config.environment import Environment
from diemcau.stage.domain_certificate import DomainFiles, domain_files


def given_files(values: Environment) -> DomainFiles | None:
    """Where the domain's certificate and key lie; None without them.

    Raises: CertificateIsHalf, CertificateNeedsDomain.
    """
    return domain_files(domain=values.domain, certificate=values.tls_cert, key=values.tls_key)
