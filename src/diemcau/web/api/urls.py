# SPDX-License-Identifier: Apache-2.0
"""The API's own addresses; requests for them never meet the pages' middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from diemcau.web.api.api import api
from diemcau.web.problems import NothingIsHere, SomethingBroke, problem_response
from diemcau.web.requests import request_id_of

urlpatterns = [path("api/", api.urls)]


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that an address is wrong, as JSON."""
    return problem_response(request, NothingIsHere(path=request.path[:200]))


def handler500(request: HttpRequest) -> HttpResponse:
    """Tell that something broke, as JSON."""
    return problem_response(request, SomethingBroke(request=request_id_of(request)))
