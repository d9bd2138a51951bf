# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no network but loopback, no mail, nothing remembered of another test."""

from __future__ import annotations

import shutil

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from support.migrated import migrated_database

# How long one example takes is the busy machine's business, and no property of the product.
settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what may touch the database, as pytest-django lets nothing else: PostgreSQL is for these alone."""
    if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.database)


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_keepdb(*, django_db_keepdb: bool) -> bool:
    """The tests' database is there already; its folder goes with the process."""
    return _is_sqlite() or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:  # noqa: ARG001  # it names the database
    if _is_sqlite():
        shutil.copyfile(migrated_database(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(autouse=True)
def closed_network() -> None:
    """A closed network is the normal case; a test that calls out is a bug in the product."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Wagtail remembers renditions by number and content: another test's would lead to files that are gone."""
    cache.clear()
