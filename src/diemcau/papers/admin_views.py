# SPDX-License-Identifier: Apache-2.0
"""Organisers' page for letters and badges: of everybody, of one venue, or of one number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views import View
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from diemcau.conference.admin_views import language_now
from diemcau.conference.models import Conference, Venue
from diemcau.conference.queries import conference_by_slug
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.papers.invitations import TEMPLATES
from diemcau.papers.inviting import invitation_sheets

PERMISSION = "people.view_invitation"
CLOCK = SystemClock()


class ConferenceForm(forms.Form):
    """Which conference's letters are meant."""

    conference = forms.ModelChoiceField(
        Conference.objects.all(), label=_("Conference"), to_field_name="slug", empty_label=None
    )


class SheetsPage(WagtailAdminTemplateMixin, View):  # type: ignore[misc]  # Wagtail ships no types
    """The venues of one conference, with the ways to their letters and badges."""

    template_name = "papers/sheets.html"
    page_title = _("Letters and badges")
    header_icon = "mail"

    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_delegates_shown(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @override
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the conference asked for, the newest without a wish."""
        slug = request.GET.get("conference")
        chosen = Conference.objects.filter(slug=slug).first() if slug else Conference.objects.first()
        context = {
            **self.get_context_data(),
            "chosen": chosen,
            "form": ConferenceForm(initial={"conference": chosen.slug if chosen else None}),
            "venues": _venues_with_letters(chosen) if chosen else (),
        }
        response: HttpResponseBase = self.render_to_response(context)
        return response


def sheets(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Letters or badges as a file, of one venue with `?venue=`, of one letter with `?number=`."""
    require_delegates_shown(request)
    wanted = next((known for known in TEMPLATES if known == kind), None)
    if wanted is None:
        raise Http404
    venue, number = (request.GET.get(name, "").strip() or None for name in ("venue", "number"))
    try:
        paper = invitation_sheets(conference_by_slug(slug), wanted, at=CLOCK.now(), venue=venue, number=number)
    except Refusal as refusal:
        messages.error(request, refusal.sentence(language_now()))
        return redirect("letters")
    response = HttpResponse(paper.content, content_type=paper.content_type)
    response["Content-Disposition"] = f'attachment; filename="{paper.filename}"'
    return response


def require_delegates_shown(request: HttpRequest) -> None:
    """Only who may see delegates. Raises: PermissionDenied."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _venues_with_letters(conference: Conference) -> list[Venue]:
    called = Q(invitations__substitute_for=None, invitations__is_walk_in=False)
    counted = conference.venues.annotate(letters=Count("invitations", filter=called))
    return list(counted.filter(letters__gt=0).order_by("position", "code"))
