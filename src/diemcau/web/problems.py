# SPDX-License-Identifier: Apache-2.0
"""What goes wrong at the edge, and how refusals are told over HTTP in the asker's language."""

from __future__ import annotations

import json
from typing import Any, get_args

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from diemcau.lib.refusal import Language, Refusal

LANGUAGES: tuple[Language, ...] = get_args(Language)


class BearerIsMissing(Refusal):
    """The request says not who asks."""

    code = "bearer_is_missing"
    status = 401
    vi = "Yêu cầu không kèm phiên làm việc. Hãy mở lại trang từ đường dẫn đã được cấp."
    en = "The request came without a session. Open the page again from the link that you were given."


class OnlyTheDirector(Refusal):
    """The link is not a director's."""

    code = "only_the_director"
    status = 403
    vi = "Chỉ bàn đạo diễn mới làm được việc này. Hãy nhắn bàn đạo diễn hoặc mở đường dẫn của bàn đạo diễn."
    en = "Only the director can do this. Ask the director's desk, or open the director's link."


class OnlyTheVenue(Refusal):
    """The link is neither the venue's nor a director's."""

    code = "only_the_venue"
    status = 403
    vi = "Chỉ cán bộ trực điểm cầu {venue} mới làm được việc này. Hãy mở đường dẫn của điểm cầu."
    en = "Only the operator of venue {venue} can do this. Open the venue's own link."


class OnlyDelegates(Refusal):
    """The link is not a delegate's."""

    code = "only_delegates"
    status = 403
    vi = "Trang này dành riêng cho đại biểu. Hãy mở đường dẫn ghi trên giấy mời."
    en = "This page is for delegates. Open the link on your invitation."


class VenueIsNotYours(Refusal):
    """A venue's link is good for that venue alone."""

    code = "venue_is_not_yours"
    status = 403
    vi = "Đường dẫn này chỉ dùng cho điểm cầu {own}, không dùng được cho điểm cầu {asked}."
    en = "This link is for venue {own} only and can't be used for venue {asked}."


class RequestIsMalformed(Refusal):
    """A field is missing or doesn't fit."""

    code = "request_is_malformed"
    status = 422
    vi = "Trường “{field}” của yêu cầu bị thiếu hoặc không đúng ({problem}). Hãy tải lại trang rồi thử lại."
    en = "The request's field “{field}” is missing or wrong ({problem}). Reload the page and try again."


class BodyIsNotJson(Refusal):
    """The body can't be read at all."""

    code = "body_is_not_json"
    status = 400
    vi = "Nội dung yêu cầu không phải JSON hợp lệ. Hãy tải lại trang rồi thử lại."
    en = "The request's body isn't valid JSON. Reload the page and try again."


class BodyIsTooLarge(Refusal):
    """No command is that long."""

    code = "body_is_too_large"
    status = 413
    vi = "Nội dung yêu cầu dài quá {most_bytes} byte. Hãy gửi ít nội dung hơn trong một lần."
    en = "The request's body is longer than {most_bytes} bytes. Send less at a time."


class NothingIsHere(Refusal):
    """No such address."""

    code = "nothing_is_here"
    status = 404
    vi = "Không có địa chỉ {path}. Hãy kiểm tra lại đường dẫn."
    en = "There is nothing at {path}. Check the address."


class MethodIsNotAllowed(Refusal):
    """The address is right, the method isn't."""

    code = "method_is_not_allowed"
    status = 405
    vi = "Địa chỉ này không nhận yêu cầu {method}. Hãy tải lại trang rồi thử lại."
    en = "This address doesn't take {method} requests. Reload the page and try again."


class SomethingBroke(Refusal):
    """A bug of ours; the log has it under the request's number."""

    code = "something_broke"
    status = 500
    vi = "Máy chủ gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm mã {request}."
    en = "The server met an unexpected error. Try again; if it stays, report it with the number {request}."


def asked_language(header: str) -> Language:
    """The language that an Accept-Language header asks for first, of those we speak."""
    for tag, _quality in parse_accept_lang_header(header):
        for language in LANGUAGES:
            if tag.split("-")[0] == language:
                return language
    return settings.ENV.language


def problem_of(refusal: Refusal, language: Language) -> dict[str, Any]:
    """A refusal as it stands on the wire."""
    return {"code": refusal.code, "message": refusal.sentence(language), "fields": refusal.fields}


def problem_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as the API tells it: `{"code", "message", "fields"}`."""
    language = asked_language(request.headers.get("Accept-Language", ""))
    content = json.dumps(problem_of(refusal, language), ensure_ascii=False)
    response = HttpResponse(content, status=refusal.status, content_type="application/json; charset=utf-8")
    response["Content-Language"] = language
    if "wait_s" in refusal.fields:
        response["Retry-After"] = str(refusal.fields["wait_s"])
    if refusal.status == BearerIsMissing.status:
        response["WWW-Authenticate"] = "Bearer"
    return response
