# SPDX-License-Identifier: Apache-2.0
"""A page in the making: what it has read so far, and whether its view wants it kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from diemcau.newsroom.keeping.notes import Outside
from diemcau.newsroom.keeping.reading import Recorder

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


@dataclass(kw_only=True)
class Rendering:
    """One request's."""

    recorder: Recorder = field(default_factory=Recorder)
    outside: dict[Outside, None] = field(default_factory=dict)
    is_wanted: bool = False


_current: ContextVar[Rendering | None] = ContextVar("rendering", default=None)


def current_rendering() -> Rendering | None:
    """The page in the making, None when nobody would keep it."""
    return _current.get()


@contextmanager
def rendering() -> Iterator[Rendering]:
    """Remember what is read within."""
    made = Rendering()
    token = _current.set(made)
    try:
        with connection.execute_wrapper(made.recorder):
            yield made
    finally:
        _current.reset(token)


def want_kept() -> None:
    """Say that the page in the making is for everybody, and the same for everybody."""
    made = _current.get()
    if made is not None:
        made.is_wanted = True


def kept(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """Let a view's pages be kept: for views whose answer depends on the address alone, whoever asks."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        want_kept()
        return view(request, *args, **kwargs)

    return answer
