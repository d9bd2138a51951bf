# SPDX-License-Identifier: Apache-2.0
"""Why the greeting list can't be locked or unlocked."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class GreetingIsLocked(Refusal):
    """It was locked before."""

    code = "greeting_is_locked"
    vi = "Danh sách giới thiệu đã được chốt. Hãy mở lại danh sách trước khi chốt lần nữa."
    en = "The greeting list is locked. Unlock it before you lock it again."


class GreetingIsNotLocked(Refusal):
    """There is nothing to unlock."""

    code = "greeting_is_not_locked"
    vi = "Danh sách giới thiệu chưa được chốt nên không cần mở lại."
    en = "The greeting list isn't locked, so there is nothing to unlock."


class GreetingIsEmpty(Refusal):
    """Nobody to greet."""

    code = "greeting_is_empty"
    vi = "Chưa có đại biểu nào trong danh sách giới thiệu nên chưa chốt được. Hãy chờ bàn trực điểm danh khách."
    en = "Nobody is on the greeting list, so it can't be locked. Wait until the desk has checked guests in."


class GreetingNamesAStranger(Refusal):
    """Somebody on it has no place in the order of introduction."""

    code = "greeting_names_a_stranger"
    vi = "Danh sách có {number} người không có thứ tự giới thiệu trong hội nghị này. Hãy tải lại trang rồi chốt lại."
    en = "The list has {number} people without a place in this conference's order. Reload the page, then lock it again."
