"""Every setting of Debrief, read from the environment; docs/settings.md explains each of ours.

Without any variable it runs embedded: SQLite, no broker, mail into files. `DATABASE_URL` and `REDIS_URL` make it production.
"""

import re
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("DEBRIEF_VAR", str(BASE_DIR / "var")))
VERSION = re.findall(r"^## (\d+\.\d+\.\d+)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)[0]

DEBUG = env.flag("DEBRIEF_DEBUG")
DEMO = env.flag("DEBRIEF_DEMO")
REDIS_URL = env.text("REDIS_URL")
BASE_URL = env.text("DEBRIEF_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
PRODUCTION = bool(REDIS_URL) or BASE_URL.startswith("https://")
if DEMO and PRODUCTION:
    raise ImproperlyConfigured(
        "DEBRIEF_DEMO lets anyone sign in as anyone. It cannot be used with production settings."
    )

SECRET_KEY = env.text("DEBRIEF_SECRET_KEY")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("DEBRIEF_SECRET_KEY must be set in production: 50 random characters or more.")
    SECRET_KEY = "embedded-only-" + "not-a-secret-" * 4

ALLOWED_HOSTS = env.words("DEBRIEF_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "demo",
    "surveys",
    "reviews",
    "incidents",
    "outbox",
    "live",
    "accounts",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.reader_middleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.installation",
                "config.context.watch",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "accounts.templatetags.face",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'debrief.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    SESSION_ENGINE = "django.contrib.sessions.backends.db"

CELERY_BROKER_URL = REDIS_URL or None
OUTBOX_BELL = "celery" if REDIS_URL else "none"
LIVE_BUS = "redis" if REDIS_URL else "memory"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "request_login_code": "accounts.forms.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.sign_in.ConfirmLoginCodeForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key", "request_login_code": "20/m/ip,3/m/key"}
# Whose tries are counted together: behind the proxy the address is the last one it wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("DEBRIEF_BEHIND_PROXY") else 0
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 180
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_ZONE = env.text("DEBRIEF_TIME_ZONE", "Europe/Berlin")

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.storage.HashedStaticFiles"
        if PRODUCTION and "pytest" not in sys.argv[0]
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG

DEFAULT_FROM_EMAIL = env.text("DEBRIEF_MAIL_FROM", "Debrief <debrief@localhost>")
MAIL_DIR = VAR_DIR / "mail"
EMAIL_HOST = env.text("DEBRIEF_SMTP_HOST")
EMAIL_PORT = env.number("DEBRIEF_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("DEBRIEF_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("DEBRIEF_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("DEBRIEF_SMTP_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "outbox.smtp.AnsweringBackend" if EMAIL_HOST else "outbox.mailbox.FolderBackend"

# Chats: http for a self-hosted one without TLS, networks inside that may be posted to, and the hosts that are Slack's.
CHAT_HTTP = env.flag("DEBRIEF_CHAT_HTTP")
CHAT_INSIDE = env.networks("DEBRIEF_CHAT_INSIDE")
CHAT_SLACK_HOSTS = env.words("DEBRIEF_CHAT_SLACK_HOSTS", "hooks.slack.com,hooks.slack-gov.com")
# Where follow-ups are tracked: their state is read back from these with a token of a reader.
GITHUB_URL = env.text("DEBRIEF_GITHUB_URL", "https://github.com")
GITHUB_API = env.text("DEBRIEF_GITHUB_API", "https://api.github.com")
GITHUB_TOKEN = env.text("DEBRIEF_GITHUB_TOKEN")
JIRA_URL = env.text("DEBRIEF_JIRA_URL")
JIRA_USER = env.text("DEBRIEF_JIRA_USER")
JIRA_TOKEN = env.text("DEBRIEF_JIRA_TOKEN")

# Who may create an account by themselves: nobody unless their address ends in one of these domains. Invited people always may.
SIGNUP_DOMAINS = env.words("DEBRIEF_SIGNUP_DOMAINS")
SURVEY_LEAST_ANSWERS = env.number("DEBRIEF_SURVEY_LEAST_ANSWERS", 5, least=4)
SURVEY_OPEN_DAYS = env.number("DEBRIEF_SURVEY_OPEN_DAYS", 5, least=1)
METRICS_TOKEN = env.text("DEBRIEF_METRICS_TOKEN")
BACKUP_KEY = env.text("DEBRIEF_BACKUP_KEY")
LIVE_STREAMS_PER_PERSON = env.number("DEBRIEF_STREAMS_PER_PERSON", 5, least=1)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_SSL_REDIRECT = False if not PRODUCTION else env.flag("DEBRIEF_SSL_REDIRECT", default=True)
# A health check asks the process itself, past the proxy and its TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("DEBRIEF_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no survey links": {"()": "config.quiet.NoSurveyLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no survey links"]}},
    "root": {"handlers": ["console"], "level": env.text("DEBRIEF_LOG_LEVEL", "WARNING")},
}
