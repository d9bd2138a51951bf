# SPDX-License-Identifier: Apache-2.0
"""The ASGI application that web workers serve."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
application = get_asgi_application()
