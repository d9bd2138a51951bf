# SPDX-License-Identifier: Apache-2.0
"""The ASGI application that web workers serve."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
django.setup()

from diemcau.web.application import Application  # noqa: E402 - models need Django's set-up

application = Application()
