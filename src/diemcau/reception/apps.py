# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Registers `diemcau.reception`, which has no tables."""

    name = "diemcau.reception"
    label = "reception"
