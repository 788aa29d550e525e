"""Reads the settings' environment; a bad value stops the start with one sentence that names it."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
import dj_email_url


class BadSetting(SystemExit):
    """Ends the process with a sentence instead of a stack of frames."""

    def __init__(self, name, value, expected):
        super().__init__(f"{name}={value!r}: {expected}")


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, default=False):
    """`1`, `true`, `yes`, `on` or their contraries, in any case."""
    raw = text(name)
    if not raw:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(name, raw, "expected 1 or 0.")


def number(name, default, *, least=0):
    raw = text(name)
    if not raw:
        return default
    if not raw.isdecimal() or int(raw) < least:
        raise BadSetting(name, raw, f"expected a whole number, at least {least}.")
    return int(raw)


def words(name, default=()):
    """Values separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def folder(name, default):
    path = Path(text(name) or default).expanduser()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(name, str(path), f"this folder cannot be made ({error.strerror}).") from None
    return path


def listen(name, default):
    """Return (host, port) of a `host:port` address."""
    raw = text(name, default)
    host, _colon, port = raw.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadSetting(name, raw, "expected an address and a port, as 127.0.0.1:8000.")
    return host, int(port)


def _parts(name, raw, expected):
    """Split an address; never repeat what may hold a password."""
    try:
        parts = urlsplit(raw)
        parts.port  # noqa: B018  (reading it refuses what is not a number)
    except ValueError:
        raise BadSetting(name, raw.partition(":")[0] + ":…", expected) from None
    return parts


def web_address(name, default):
    raw = text(name) or default
    parts = _parts(name, raw, "expected an address without a path, as https://soiree.example.org.")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise BadSetting(name, raw, "expected an address without a path, as https://soiree.example.org.")
    return raw.rstrip("/")


def database(name, default_file):
    """PostgreSQL from its address, else SQLite made safe for a hall: WAL, immediate transactions, full sync."""
    raw = text(name)
    if raw and not raw.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise BadSetting(name, raw.split(":")[0] + ":…", "expected postgresql://user:password@host:port/name.")
    if raw.startswith("postgres"):
        _parts(name, raw, "expected postgresql://user:password@host:port/name.")
        parsed = dj_database_url.parse(raw)
        if not parsed["NAME"]:
            raise BadSetting(name, "postgresql://…", "the database's name is missing at the end.")
        parsed["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 20, "timeout": 20}, **parsed.get("OPTIONS", {})}
        return parsed
    return sqlite(raw.removeprefix("sqlite:///") or default_file)


def sqlite(file):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a deferred transaction that turns to writing fails under load
            "timeout": 20,
            # What is deleted is written over (not every build does by itself): counted votes, people who ask to go.
            # With recursive triggers, a row that INSERT OR REPLACE deletes meets its guards (foundation/guards.py).
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
        },
    }


def redis(name):
    raw = text(name)
    if raw and not raw.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting(name, raw.partition(":")[0] + ":…", "expected redis://127.0.0.1:6379/0.")
    _parts(name, raw, "expected redis://127.0.0.1:6379/0.")
    return raw


# Providers whose reports we read: the part of EMAIL_URL that holds the key, and what anymail calls it.
MAIL_PROVIDERS = {"brevo": "BREVO_API_KEY", "postmark": "POSTMARK_SERVER_TOKEN"}


def mail(name, mail_folder):
    """Django's EMAIL_* settings from an address; without one, mails are written into `mail_folder`.

    A provider's address (brevo://KEY, postmark://TOKEN, mailjet://KEY:SECRET, mailgun://KEY@domain?region=eu) also
    gives MAIL_PROVIDER and anymail's settings; MAIL_WEBHOOK_SECRET (name:password) lets it report what came back.
    """
    raw = text(name)
    if not raw:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": mail_folder}
    provider = raw.partition("://")[0]
    if provider in {*MAIL_PROVIDERS, "mailjet", "mailgun"}:
        return _provider(name, raw, provider)
    if not raw.startswith(("smtp://", "smtps://", "smtp+tls://", "smtp+ssl://", "submission://")):
        raise BadSetting(name, raw.split(":")[0] + ":…", "expected smtp://user:password@host:port (smtps:// for TLS).")
    if not _parts(name, raw, "expected smtp://user:password@host:port (smtps:// for TLS).").hostname:
        raise BadSetting(name, "smtp://…", "the host is missing.")
    parsed = dj_email_url.parse(raw)
    kept = "EMAIL_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD EMAIL_USE_TLS EMAIL_USE_SSL"
    return {key: parsed[key] for key in kept.split()}


def _provider(name, raw, provider):
    expected = {
        "mailjet": "expected mailjet://KEY:SECRET.",
        "mailgun": "expected mailgun://KEY@mail.example.org (?region=eu and &signing_key=… for reports).",
    }.get(provider, f"expected {provider}://KEY.")
    parts, query = _parts(name, raw, expected), dict(parse_qsl(urlsplit(raw).query))
    host = parts.netloc.rpartition("@")[2]  # `hostname` would take the capitals of a key away
    found = {}
    if provider in MAIL_PROVIDERS:
        found = {MAIL_PROVIDERS[provider]: unquote(host)}
    elif provider == "mailjet":
        key, _colon, secret = host.partition(":")
        found = {"MAILJET_API_KEY": unquote(key), "MAILJET_SECRET_KEY": unquote(secret)}
    else:
        region = "https://api.eu.mailgun.net/v3" if query.get("region") == "eu" else "https://api.mailgun.net/v3"
        found = {"MAILGUN_API_KEY": unquote(parts.username or ""), "MAILGUN_SENDER_DOMAIN": host}
        found |= {"MAILGUN_API_URL": region, "MAILGUN_WEBHOOK_SIGNING_KEY": query.get("signing_key", "-")}
    if not all(found.values()):
        raise BadSetting(name, f"{provider}://…", expected)
    secret = text("MAIL_WEBHOOK_SECRET")
    if secret and ":" not in secret:
        raise BadSetting("MAIL_WEBHOOK_SECRET", "…", "expected name:password, as written in the provider's webhook.")
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "MAIL_PROVIDER": provider,
        "MAIL_WEBHOOK_SECRET": secret,
        "ANYMAIL": {**found, "WEBHOOK_SECRET": secret, "REQUESTS_TIMEOUT": 15},
    }
