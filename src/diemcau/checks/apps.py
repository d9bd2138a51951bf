# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Registers `diemcau.checks`, which has no tables."""

    name = "diemcau.checks"
    label = "venue_checks"
