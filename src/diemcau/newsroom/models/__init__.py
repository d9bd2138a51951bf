# SPDX-License-Identifier: Apache-2.0
"""The newsroom's tables, one kind of thing a file."""

from diemcau.newsroom.models.albums import AlbumPage, PhotoLibraryPage
from diemcau.newsroom.models.corrections import Correction, CorrectionState, CorrectionText
from diemcau.newsroom.models.drift import RecordDrift
from diemcau.newsroom.models.fact_checks import FactCheckIndexPage, FactCheckPage, latest_checks
from diemcau.newsroom.models.feedback import FeedbackState, ReaderFeedback
from diemcau.newsroom.models.figures import BoundFigure
from diemcau.newsroom.models.links import WebsiteLink, WebsiteLinkGroup
from diemcau.newsroom.models.notices import (
    IncidentNoticeIndexPage,
    IncidentNoticePage,
    NoticesDrafted,
    latest_notices,
)
from diemcau.newsroom.models.pages import HomePage, NewsArticlePage, SectionPage, latest_articles
from diemcau.newsroom.models.pictures import NewsPicture, NewsRendition
from diemcau.newsroom.models.review import IndependentReviewState, IndependentReviewTask, ReviewLink
from diemcau.newsroom.models.takedowns import TakeDown, TakeDownNotice
from diemcau.newsroom.models.versions import PublishedVersion

LISTS = (FactCheckIndexPage, IncidentNoticeIndexPage, PhotoLibraryPage)
"""The kinds of lists beside the news."""

__all__ = [
    "LISTS",
    "AlbumPage",
    "BoundFigure",
    "Correction",
    "CorrectionState",
    "CorrectionText",
    "FactCheckIndexPage",
    "FactCheckPage",
    "FeedbackState",
    "HomePage",
    "IncidentNoticeIndexPage",
    "IncidentNoticePage",
    "IndependentReviewState",
    "IndependentReviewTask",
    "NewsArticlePage",
    "NewsPicture",
    "NewsRendition",
    "NoticesDrafted",
    "PhotoLibraryPage",
    "PublishedVersion",
    "ReaderFeedback",
    "RecordDrift",
    "ReviewLink",
    "SectionPage",
    "TakeDown",
    "TakeDownNotice",
    "WebsiteLink",
    "WebsiteLinkGroup",
    "latest_articles",
    "latest_checks",
    "latest_notices",
]
