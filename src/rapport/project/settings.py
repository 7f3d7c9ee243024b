"""Django's settings. Everything an operator may set comes from the environment; docs/guide/operate.md lists it."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from rapport.project.home import derived, home, read_key
from rapport.project.search import search_engine

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
SEARCH_FOLDER = HOME / "search"
"""Indexes of the libraries: a cache that is built again where it is missing."""
SEARCH_ENGINE = search_engine(os.environ.get("RAPPORT_SEARCH", ""), os.environ.get("DATABASE_URL", ""))
RAPPORT_KEY = read_key(HOME)
SECRET_KEY = derived(RAPPORT_KEY, "django")

DEBUG = os.environ.get("RAPPORT_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("RAPPORT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("RAPPORT_ORIGINS", "").split(",") if origin]
HOOKS_ADDRESS = os.environ.get("RAPPORT_HOOKS", "")
"""Under which address the platform reaches us to tell of events; without one it is only asked."""
BEHIND_TLS = os.environ.get("RAPPORT_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "ninja",
    "rapport.work",
    "rapport.policies",
    "rapport.shops",
    "rapport.creators",
    "rapport.collaborations",
    "rapport.outreach",
    "rapport.samples",
    "rapport.sales",
    "rapport.settlement",
    "rapport.campaigns",
    "rapport.review",
    "rapport.console",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rapport.console.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "rapport.project.urls"
WSGI_APPLICATION = "rapport.project.wsgi.application"

DURABLE = os.environ.get("RAPPORT_DURABLE") != "0"
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "rapport.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'FULL' if DURABLE else 'OFF'}; PRAGMA cache_size=-65536;"
        ),
    },
}
DATABASES = {"default": dj_database_url.config(conn_max_age=600) if os.environ.get("DATABASE_URL") else _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "shops.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "console" / "templates"],
        "OPTIONS": {"environment": "rapport.console.pages.environment"},
    },
]
STATIC_URL = "static/"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = int(timedelta(hours=1).total_seconds())

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("RAPPORT_LOG", "WARNING")},
    "loggers": {"rapport": {"level": os.environ.get("RAPPORT_LOG", "INFO")}, "httpx": {"level": "WARNING"}},
}

SANDBOX_FACTORY = "sandbox.app.open_sandbox"
"""What the story and the demonstration run against; a dotted name, so that product and sandbox need not know
each other.
"""
LEASE = timedelta(seconds=float(os.environ.get("RAPPORT_LEASE_SECONDS", "60")))
"""How long a worker may be silent before others take over its job; longer than any call to the platform."""
