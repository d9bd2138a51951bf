# SPDX-License-Identifier: Apache-2.0
"""Addresses of the live pages."""

from __future__ import annotations

from django.urls import path

from diemcau.web.pages import check, invitations, papers, recording, views

urlpatterns = [
    path("go/<str:token>", views.go),
    path("go/<str:token>/", views.go),
    path("c/<slug:slug>/venue/<slug:code>/", views.venue_entrance),
    path("c/<slug:slug>/screen/<slug:code>/", views.screen),
    path("c/<slug:slug>/desk/<slug:code>/", views.desk),
    path("c/<slug:slug>/desk/<slug:code>/bearer/", views.desk_bearer),
    path("c/<slug:slug>/desk/<slug:code>/letters/", invitations.of_venue, {"kind": "letters"}),
    path("c/<slug:slug>/desk/<slug:code>/badges/", invitations.of_venue, {"kind": "badges"}),
    path("c/<slug:slug>/console/", views.console),
    path("c/<slug:slug>/console/letters/", invitations.of_everybody, {"kind": "letters"}),
    path("c/<slug:slug>/console/badges/", invitations.of_everybody, {"kind": "badges"}),
    path("c/<slug:slug>/console/check/", check.check),
    path("c/<slug:slug>/console/check/start/", check.start),
    path("c/<slug:slug>/console/papers/", papers.papers),
    path("c/<slug:slug>/console/papers/report/", papers.report),
    path("c/<slug:slug>/console/papers/recording/", recording.film),
    path("c/<slug:slug>/console/papers/<slug:kind>/", papers.download),
    path("c/<slug:slug>/phone/", views.phone),
    path("c/<slug:slug>/phone/checkin/<slug:code>/<slug:door_code>", views.phone_at_the_door),
    path("recordings/<slug:slug>/<str:name>", recording.file),
]
