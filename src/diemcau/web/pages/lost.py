# SPDX-License-Identifier: Apache-2.0
"""The page of an address that leads nowhere."""

from __future__ import annotations

import threading

from django.db import connections
from django.http import HttpRequest, HttpResponseNotFound
from django.views import defaults

_OF_THE_LOOP = "asyncio"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
    """The portal's own page, as Django's view renders it.

    Django asks for it on a thread of the event loop's, not on one of ours: a connection that was
    opened there to read the menu would stay open, one for each such thread.
    """
    try:
        return defaults.page_not_found(request, exception)
    finally:
        if threading.current_thread().name.startswith(_OF_THE_LOOP):
            connections.close_all()
