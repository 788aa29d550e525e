"""One file of settings, driven by the environment (`docs/services.md` lists the variables)."""

import secrets
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment as env
from foundation.codes import ALPHABET

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

# --- who may reach it ------------------------------------------------------
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
LISTEN = env.listen("LISTEN", "127.0.0.1:8000")
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if DEBUG:
    SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1"]
if len(SECRET_KEY) < 32:
    raise env.BadSetting("SECRET_KEY", "…" if SECRET_KEY else "", "give at least 32 random characters (or DEBUG=1).")
if not ALLOWED_HOSTS:
    raise env.BadSetting("ALLOWED_HOSTS", "", "name the hosts that answer, as soiree.example.org (or DEBUG=1).")
PUBLIC_URL = env.web_address("PUBLIC_URL", f"http://localhost:{LISTEN[1]}")
HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- apps, highest floor first ---------------------------------------------
INSTALLED_APPS = [
    "config",
    "projects.coaching",
    "projects.committee",
    "projects",
    "ideas.groups",
    "ideas.sorting",
    "ideas.evening",
    "ideas",
    "events",
    "members.assemblies",
    "members.cooperative",
    "members",
    "outbox",
    "foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
    "bs_icon_templates",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.middleware.closed_cache",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.chosen_language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "members.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
                "config.context.house",
            ],
            "builtins": ["foundation.templatetags.french"],
        },
    }
]
# The address is unique whatever its capitals, by a constraint on LOWER(email) that this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- what is kept, and where -----------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "db.sqlite3")}
REDIS_URL = env.redis("REDIS_URL")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "foundation.redis_cache.ForgivingRedisCache", "LOCATION": REDIS_URL}}
else:
    # A file of its own, so that counting requests never waits for the evening's writes; memory is not shared.
    DATABASES["cache"] = env.sqlite(VAR_DIR / "cache.sqlite3")
    DATABASES["cache"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASE_ROUTERS = ["foundation.caching.CacheRouter"]
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},  # counts of a crowd must not push each other out
        }
    }
MEDIA_ROOT = VAR_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 10 * 1024 * 1024, least=1)
GROUP_FILES_MAX_BYTES = env.number("GROUP_FILES_MAX_BYTES", 200 * 1024 * 1024, least=1)  # of one working group
FILE_UPLOAD_HANDLERS = [
    "foundation.uploads.BoundedUploadHandler",  # first: what is too heavy is never kept
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
RETENTION_YEARS = env.number("RETENTION_YEARS", 3, least=1)
if RETENTION_YEARS > 3:
    raise env.BadSetting("RETENTION_YEARS", str(RETENTION_YEARS), "people are promised three years at most.")
# Where the backup of each night goes, best on another disk; without it, none is made by itself.
BACKUP_DIR = env.folder("BACKUP_DIR", "") if env.text("BACKUP_DIR") else None
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.errors.csrf_failure"

# --- people ----------------------------------------------------------------
AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "space"
TERRITORY_READY_URL = "ready"  # the last page of the assistant belongs to a higher floor
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "config.linking.LinkingAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "members.sign_in.AskCodeForm",
    "confirm_login_code": "members.sign_in.TypeCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 60 * 15  # seconds: a mail can be slow in a village
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 6, "allowed_chars": ALPHABET, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that opens the door proves the address by itself
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
# Limits per address must spare a hall where 300 phones share one; « key » is the mail address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "request_login_code": "200/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_ADAPTER = "members.sign_in.FactorAdapter"
MFA_FORMS = {
    "authenticate": "members.sign_in.SecondStepForm",
    "reauthenticate": "members.sign_in.SecondStepAgainForm",
    "activate_totp": "members.sign_in.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Start-Up de Territoire"

# --- words -----------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
PHONE_REGION = "FR"

# --- files of the pages ----------------------------------------------------
_bootstrap = (
    next(file for file in metadata.files("bootstrap-wrapper") if file.name == "bootstrap.min.css").locate().parent
)
# A decoder of QR for phones whose browser has none: this file alone of its package is of use here.
_decoder = (
    next(file for file in metadata.files("lona-html5-qrcode") if file.name == "html5-qrcode.min.js").locate().parent
)
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", _bootstrap), ("decoder", _decoder)]
STATIC_MANIFEST = env.flag("STATIC_MANIFEST")  # after `collectstatic`: names with a hash, cached for ever, compressed
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- security of pages -----------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's stylesheet draws its marks with data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Not `no-referrer`: browsers would then send `Origin: null`, which the CSRF check refuses. Nothing leaves either way.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy in front does it, and a hall without one must still answer
X_FRAME_OPTIONS = "DENY"

# --- mails and background work ---------------------------------------------
MAIL_PROVIDER = MAIL_WEBHOOK_SECRET = ""  # set by EMAIL_URL when it names a provider that reports what came back
for _name, _value in env.mail("EMAIL_URL", VAR_DIR / "mail").items():
    globals()[_name] = _value
EMAIL_TIMEOUT = 15  # seconds; Celery's own limits do not reach its threads
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"Start-Up de Territoire <bonjour@{urlsplit(PUBLIC_URL).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_PER_HOUR = env.number("MAIL_PER_HOUR", 0)  # 0: no limit of the provider to respect (D62)
MAIL_PER_DAY = env.number("MAIL_PER_DAY", 0)

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_connect_timeout": 2, "socket_timeout": 10}
else:
    _broker = env.folder("BROKER_DIR", VAR_DIR / "broker")
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT = "foundation.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": _broker,
        "data_folder_out": _broker,
        "control_folder": env.folder("BROKER_CONTROL_DIR", VAR_DIR / "broker-control"),
        "polling_interval": 0.1,
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

if DEMO and env.text("EMAIL_URL"):
    raise env.BadSetting("DEMO", "1", "the demonstration sends nothing outside: take EMAIL_URL away, or DEMO=0.")
