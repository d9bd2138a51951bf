# SPDX-License-Identifier: Apache-2.0
"""Hangs the newsroom into Wagtail's admin; Wagtail looks for this module by its name."""

from __future__ import annotations

from diemcau.newsroom.review import hooks as review_hooks

__all__ = ["review_hooks"]
