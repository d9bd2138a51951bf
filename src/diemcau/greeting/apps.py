# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class GreetingConfig(AppConfig):
    """Registers `diemcau.greeting`, which has no tables."""

    name = "diemcau.greeting"
    label = "greeting"
