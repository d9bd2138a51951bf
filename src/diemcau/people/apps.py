# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers `diemcau.people`."""

    name = "diemcau.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
