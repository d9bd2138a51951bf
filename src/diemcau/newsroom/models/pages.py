# SPDX-License-Identifier: Apache-2.0
"""The portal's pages: home, sections and articles, as the newsroom edits them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as Paged
from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageQuerySet, Revision

from diemcau.conference.models import Conference
from diemcau.conference.queries import conference_with_hub
from diemcau.newsroom.against_record import contradicted
from diemcau.newsroom.binding import bind_missing, named_figures
from diemcau.newsroom.blocks import Body
from diemcau.newsroom.editor.forms import ArticleForm
from diemcau.newsroom.editor.panels import RecordPanel
from diemcau.newsroom.editor.widgets import ProseArea
from diemcau.newsroom.feedback.answering import feedback_answer
from diemcau.newsroom.film import film_of
from diemcau.newsroom.fronts import CONSIDERED, TEASED, lay_out
from diemcau.newsroom.models.figures import figures_context
from diemcau.newsroom.models.live_row import fields_to_save
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.models.pictures import SHOWN_ON_CARDS, NewsPicture
from diemcau.newsroom.models.searchable import SearchablePage
from diemcau.newsroom.models.takedowns import LeavesNotice
from diemcau.newsroom.pictures.renditions import with_renditions
from diemcau.newsroom.proof import proof_answer
from diemcau.newsroom.prose import prose_text
from diemcau.newsroom.report import Block
from diemcau.newsroom.review.guard import require_publishable
from diemcau.outcome.figures import Figure

_LATEST = 6
_ON_A_PAGE = 12
_HEADLINE = ("title", "slug", "path", "depth", "url_path", "locale", "reported_at")
_TEASER = ("lead", "photo", *(f"photo__{name}" for name in SHOWN_ON_CARDS))


class HomePage(Page):  # type: ignore[misc]  # Wagtail ships no types
    """The portal's front: who speaks here, and the latest news."""

    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("organisation"), FieldPanel("tagline")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "newsroom.SectionPage",
        "newsroom.FactCheckIndexPage",
        "newsroom.IncidentNoticeIndexPage",
        "newsroom.PhotoLibraryPage",
    ]
    max_count = 1

    class Meta:
        """One of a kind."""

        verbose_name = _("home page")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sections = list(self.get_children().live().in_menu())
        return context | {
            "front": lay_out(
                list(latest_articles(self.locale)[:TEASED]), list(headlines(self.locale)[:CONSIDERED]), sections
            )
        }


class SectionPage(RoutablePageMixin, Page):  # type: ignore[misc]  # Wagtail ships no types
    """A section of the news, such as `Tuyên giáo các cấp`."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["newsroom.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsroom.NewsArticlePage"]

    class Meta:
        """In the order of the menu."""

        verbose_name = _("news section")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {"news": self.news(1)} | context

    @override
    def get_children(self) -> PageQuerySet:
        """What stands here are articles: read as such, each with its picture, and not as a page before."""
        return NewsArticlePage.objects.child_of(self).select_related("photo")

    def news(self, number: int) -> Paged[NewsArticlePage]:
        """One page of the section's articles, newest first. Raises: EmptyPage: there is none of this number."""
        return Paginator(latest_articles(self.locale).child_of(self), _ON_A_PAGE).page(number)

    @path(_("page/<int:number>/"), name="numbered")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def numbered(self, request: HttpRequest, number: int) -> HttpResponse:
        """The section's older news, each page at an address of its own."""
        try:
            news = self.news(number)
        except EmptyPage as error:
            raise Http404 from error
        answer: HttpResponse = self.render(request, context_overrides={"news": news})
        return answer


class NewsArticlePage(LeavesNotice, RoutablePageMixin, SearchablePage, Page):  # type: ignore[misc]  # Wagtail ships no types
    """One report. What the record wrote has its closing in `closed_at`, and in `written` the digest of its prose."""

    conference = models.ForeignKey(
        Conference, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("conference")
    )
    reported_at = models.DateTimeField(_("date and time of the report"))
    lead = models.TextField(_("lead"), help_text=_("Numbers of the conference are put in with the button “Figure”."))
    body = StreamField(Body(), blank=True, verbose_name=_("text"))
    photo = models.ForeignKey(
        "newsroom.NewsPicture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    photo_caption = models.CharField(_("caption"), max_length=300, blank=True)
    byline = models.CharField(_("byline"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    written = models.CharField(max_length=64, blank=True, editable=False)
    change_reason = models.CharField(
        _("reason for the change"),
        max_length=300,
        blank=True,
        help_text=_("Readers see it in the article's history. Needed from the second publication on."),
    )

    content_panels: ClassVar[list[Any]] = [
        RecordPanel(heading=_("The article and the record")),
        *Page.content_panels,
        FieldPanel("conference"),
        FieldPanel("reported_at"),
        FieldPanel("lead", widget=ProseArea),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_caption")], heading=_("photo")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("byline"), FieldPanel("source")], heading=_("byline and source")),
        FieldPanel("change_reason"),
    ]
    parent_page_types: ClassVar[list[str]] = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ArticleForm

    class Meta:
        """By date, newest first, wherever they are listed."""

        verbose_name = _("news article")

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            kwargs["update_fields"] = fields_to_save(self)
        super().save(*args, **kwargs)

    def bound_figures(self) -> dict[str, Figure]:
        """The article's figures by name."""
        return {bound.name: bound.figure for bound in self.figures.all()}

    def pictures(self) -> list[NewsPicture]:
        """The article's pictures, the lead picture first."""
        found = [self.photo, *(block.value["picture"] for block in self.body if block.block_type == "picture")]
        return [picture for picture in found if picture is not None]

    def words(self) -> list[Block]:
        """The body as a report gives it: text as it is, guests and programme as plain rows. Pictures aren't words."""
        return [
            (block.block_type, block.value if isinstance(block.value, str) else [dict(row) for row in block.value])
            for block in self.body
            if block.block_type != "picture"
        ]

    @path("feedback/", name="feedback")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def feedback(self, request: HttpRequest) -> HttpResponse:
        """What readers have to say: its form, and taking it."""
        return feedback_answer(request, self)

    @path("proof.json/", name="proof")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def proof(self, request: HttpRequest) -> HttpResponse:
        """Where each of the page's figures comes from, for programs."""
        return proof_answer(request, self)

    @path("history/", name="history")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def history(self, request: HttpRequest) -> HttpResponse:
        """What readers were shown, version by version."""
        from diemcau.newsroom.views.history import history_page

        return history_page(request, self)

    @path("history/<int:number>/", name="version")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def version(self, request: HttpRequest, number: int) -> HttpResponse:
        """One version against the one before."""
        from diemcau.newsroom.views.history import version_page

        return version_page(request, self, number)

    @override
    def publish(self, revision: Revision, **asked: Any) -> None:
        """Wagtail's way of publishing, by whatever path; the guard first. Raises: as `require_publishable`."""
        require_publishable(self, revision)
        super().publish(revision, **asked)

    @path(_("print/"), name="print")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def printed(self, request: HttpRequest) -> HttpResponse:
        """The article alone, as it goes onto paper."""
        answer: HttpResponse = self.render(request, template="newsroom/print_page.html")
        return answer

    @override
    def plain_text(self) -> str:
        words = [self.lead, *self.body.stream_block.get_searchable_content(self.body), self.photo_caption]
        return prose_text(" ".join([*words, self.byline, self.source]), self.bound_figures())

    @override
    def dated_at(self) -> datetime:
        return self.reported_at

    @override
    def clean(self) -> None:
        super().clean()
        bind_missing(self)
        unknown = sorted(named_figures(self) - self.bound_figures().keys())
        if unknown:
            raise ValidationError(
                {"lead": _("The record has no figure named %(names)s.") % {"names": ", ".join(unknown)}}
            )

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        prefetch_related_objects([self], "figures")
        if (spoken := Locale.get_active()).pk == self.locale_id:
            self.locale = spoken  # asked for by its code already: not again by its number
        if self.conference_id is not None:
            self.conference = conference_with_hub(self.conference_id) or self.conference
        with_renditions(self.pictures())
        others = self._others()
        return (
            context
            | {
                "section": list(self.get_ancestors().filter(depth__gt=1))[-1],  # as the breadcrumb asks
                "film": film_of(self.conference),
                **figures_context(self.bound_figures()),
                "contradicted": contradicted(self) if getattr(request, "is_preview", False) else [],
                "proof": f"{self.get_url(request)}proof.json",
                # Asked for where they are shown: a printed sheet has neither.
                "section_news": lambda: [one for one in others if one.is_sibling_of(self)],
                "latest": lambda: list(others)[:_LATEST],
            }
        )

    def _others(self) -> PageQuerySet:
        """The newest of the other articles, and the newest of the section's, in one question."""
        others = headlines(self.locale).not_page(self)
        newest, beside = others[:_LATEST], others.sibling_of(self)[:_LATEST]
        return others.filter(Q(pk__in=newest.values("pk")) | Q(pk__in=beside.values("pk")))


def latest_articles(locale: Locale | None = None) -> PageQuerySet:
    """Published articles, newest first, their figures at hand for the leads.

    Args:
        locale: the language they are in; None: the one that is being spoken.
    """
    return (
        headlines(locale)
        .only(*_HEADLINE, *_TEASER)
        .select_related("photo")
        .prefetch_related("figures", "photo__renditions")
    )


def headlines(locale: Locale | None = None) -> PageQuerySet:
    """The same without their leads. What isn't read can't let a kept page go: see the decision on kept pages."""
    articles = open_to_everybody(NewsArticlePage.objects.filter(locale=locale or Locale.get_active()))
    return articles.order_by("-reported_at", "-pk").only(*_HEADLINE)
