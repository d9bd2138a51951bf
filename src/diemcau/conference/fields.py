# SPDX-License-Identifier: Apache-2.0
"""Columns that are worked out from another column whenever a row is written.

They hold plain ASCII keys, so that SQLite and PostgreSQL search and sort alike whatever
collation the database was made with.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.db import models
from typing_extensions import override

from diemcau.lib.vietnamese import fold, name_sort_key


class _DerivedField(models.CharField):  # type: ignore[type-arg]  # the stub's parameters don't exist at run time
    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        """`of` names the text field of the same row from which the key is made."""
        self.of = of
        super().__init__(*args, **kwargs | {"editable": False, "blank": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001  # Django's signature
        key = self.derive(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key

    @staticmethod
    @abstractmethod
    def derive(text: str) -> str: ...


class SearchKeyField(_DerivedField):
    """The folded form: `dang` for `ĐẶNG`."""

    @staticmethod
    @override
    def derive(text: str) -> str:
        return fold(text)


class NameOrderField(_DerivedField):
    """The order of Vietnamese given names, as digits."""

    @staticmethod
    @override
    def derive(text: str) -> str:
        return name_sort_key(text)
