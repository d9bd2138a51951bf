# SPDX-License-Identifier: Apache-2.0
"""Whom the admin's pages are tried with."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def organiser() -> Client:
    """An organiser, signed in, who reads Vietnamese."""
    user = get_user_model().objects.create_superuser("to-chuc", "to-chuc@localhost", "mat-khau")
    client = Client(headers={"accept-language": "vi"})
    client.force_login(user)
    return client
