# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no network but loopback, no mail, nothing remembered of another test."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from hypothesis import settings
from pytest_socket import socket_allow_hosts

# How long one example takes is the busy machine's business, and no property of the product.
settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")


@pytest.fixture(autouse=True)
def closed_network() -> None:
    """A closed network is the normal case; a test that calls out is a bug in the product."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Wagtail remembers renditions by number and content: another test's would lead to files that are gone."""
    cache.clear()
