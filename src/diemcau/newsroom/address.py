# SPDX-License-Identifier: Apache-2.0
"""Addresses as people outside reach them."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings


def absolute(address: str) -> str:
    """An address below the portal's own origin, whatever name the request came by.

    Not Wagtail's `full_url`: its record of the site has a port and no scheme, and takes all but 443 for plain HTTP.
    """
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address)
