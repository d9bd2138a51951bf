# SPDX-License-Identifier: Apache-2.0
"""Editors' pages for take-downs: one form, for those who review; and Wagtail's own button leads to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.newsroom.models import TakeDown
from diemcau.newsroom.review.refusals import TakenOffWithoutNotice
from diemcau.newsroom.takedown import MAY_BE_TAKEN_DOWN, require_take_down, take_down

PERMISSION = "newsroom.add_takedown"
OFFICES = {"office_vi": "Ban biên tập", "office_en": "The editorial office"}
_WORDS = ("office_vi", "reason_vi", "office_en", "reason_en")


class TakeDownForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """Takes down at once, in every language; what is missing is said above the form, and nothing is lost."""

    article = forms.ModelChoiceField(
        Page.objects.none(), label=_("Article"), help_text=_("It is taken down at once, in every language.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Page.objects.live().type(*MAY_BE_TAKEN_DOWN).order_by("-first_published_at")
        self.fields["article"].queryset = live
        for name, office in OFFICES.items():
            self.fields[name].initial = office

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "article" in cleaned:
            try:
                require_take_down(TakeDown(**{name: cleaned.get(name, "") for name in _WORDS}), cleaned["article"])
            except Refusal as refusal:
                sentence = refusal.sentence("en" if get_language() == "en" else "vi")
                raise ValidationError(sentence, code=refusal.code) from refusal
        return cleaned

    @override
    def save(self, *, commit: bool = True) -> TakeDown:
        return take_down(self.instance, self.cleaned_data["article"], by=self.for_user, at=SystemClock().now())


class TakeDownView(CreateView):  # type: ignore[misc]  # Wagtail ships no types
    """The form, for the article that the address names."""

    @override
    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "article": self.request.GET.get("article")}


class Irrevocable(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """A decision is taken and read, never changed: readers were told."""

    @override
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "view"} and bool(super().user_has_permission(user, action))


class TakeDownViewSet(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Take-downs, newest first."""

    model = TakeDown
    icon = "no-view"
    menu_label = _("Take-downs")
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = TakeDownView
    list_display = ("__str__", "taken_down_at", "by")
    edit_handler = ObjectList(
        [
            FieldPanel("article"),
            MultiFieldPanel([FieldPanel("office_vi"), FieldPanel("reason_vi")], heading="Tiếng Việt"),
            MultiFieldPanel([FieldPanel("office_en"), FieldPanel("reason_en")], heading="English"),
        ],
        base_form_class=TakeDownForm,
    )

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return Irrevocable(self.model)


@hooks.register("before_unpublish_page")  # type: ignore[untyped-decorator]  # as above
def ask_for_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's button asks for the reason too. Raises: TakenOffWithoutNotice: of what lies below a section."""
    if isinstance(page, MAY_BE_TAKEN_DOWN):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return redirect(f"{reverse('newsroom-take-downs:add')}?article={page.pk}")
    if request.POST.get("include_descendants"):
        below = page.get_descendants().live().type(*MAY_BE_TAKEN_DOWN).first()
        if below is not None:
            raise TakenOffWithoutNotice(title=below.title)
    return None
