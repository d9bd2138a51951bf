# SPDX-License-Identifier: Apache-2.0
"""Django's settings, derived from the environment; nothing here is to be edited by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from diemcau.config.environment import environment
from diemcau.config.keys import read_or_create_secret
from diemcau.web.static_headers import isolate

ENV = environment()
PACKAGE = Path(__file__).resolve().parent.parent
DIEMCAU_HOME = ENV.home.resolve()
DIEMCAU_HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = read_or_create_secret(DIEMCAU_HOME / "keys" / "django.key")
DEBUG = ENV.debug
ALLOWED_HOSTS = ["*"] if DEBUG else sorted({ENV.pages_host, ENV.browser_host, "localhost", "127.0.0.1"})

INSTALLED_APPS = [
    "diemcau.journal",
    "diemcau.conference",
    "diemcau.people",
    "diemcau.presence",
    "diemcau.floor",
    "diemcau.checks",
    "diemcau.reception",
    "diemcau.greeting",
    "diemcau.recording",
    "diemcau.papers",
    "diemcau.newsroom",
    "diemcau.web",
    "tree_queries",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "diemcau.newsroom.keeping.middleware.KeepingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "diemcau.web.middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "diemcau.newsroom.language.LanguageOfThePathMiddleware",
    "diemcau.web.middleware.RefusalMiddleware",
    "diemcau.web.middleware.DoorstepMiddleware",
]

ROOT_URLCONF = "diemcau.config.urls"
ASGI_APPLICATION = "diemcau.config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

_SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
}
# The threads that ask stay, and so do their connections: opening one costs more than most pages.
_database = dj_database_url.parse(ENV.database, conn_max_age=None, conn_health_checks=True)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _SQLITE_OPTIONS
DATABASES: dict[str, Any] = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

LANGUAGE_CODE = ENV.language
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "wagtail_locale"]
TIME_ZONE = ENV.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DIEMCAU_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns at each start of a folder that is missing
STATICFILES_DIRS = [PACKAGE / "web" / "dist"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = isolate
# These names hold a hash of their content: a phone that came once never asks for them again.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/diemcau/(chunks|assets)/"
MEDIA_URL = "/media/"
MEDIA_ROOT = DIEMCAU_HOME / "media"
RECORDINGS = DIEMCAU_HOME / "recordings"
PORTAL_PAGES = DIEMCAU_HOME / "portal"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.is_https
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

WAGTAIL_FINISH_WORKFLOW_ACTION = "diemcau.newsroom.review.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_SITE_NAME = "Điểm cầu"
WAGTAILADMIN_BASE_URL = ENV.origin
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation of what is out is a draft: nobody reviewed it
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
WAGTAILADMIN_USER_LOGIN_FORM = "diemcau.people.admin.SignInForm"
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.NewsPicture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "diemcau.newsroom.pictures.forms.PictureForm"
# What the upload page tells before it sends a file; the form checks for itself (`newsroom.pictures.checking`).
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# "simple": PostgreSQL would otherwise drop Vietnamese syllables that are stop words of English ("an", "do", "me").
WAGTAILSEARCH_BACKENDS: dict[str, Any] = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
