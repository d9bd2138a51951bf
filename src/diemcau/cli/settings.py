# SPDX-License-Identifier: Apache-2.0
"""`diemcau settings`: what can be set, and what it is set to."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from diemcau.config.environment import Environment, environment


def show() -> None:
    """Print every setting: its environment variable, its value, what it is for."""
    table = Table("variable", "value", "meaning")
    values = environment()
    for name, field in Environment.model_fields.items():
        variable = str(field.validation_alias or f"DIEMCAU_{name.upper()}")
        table.add_row(variable, str(getattr(values, name)), field.description)
    Console().print(table)
