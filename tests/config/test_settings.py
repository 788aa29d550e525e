"""The environment decides; a bad value stops the start with one sentence that names it."""

import runpy
import subprocess
import sys

import pytest

from tests.structure.floors import ROOT

GOOD = {"SECRET_KEY": "k" * 32, "ALLOWED_HOSTS": "soiree.example.org"}
READ = [
    "ALLOWED_HOSTS", "BROKER_CONTROL_DIR", "BROKER_DIR", "DATABASE_URL", "DEBUG", "DEFAULT_FROM_EMAIL", "DEMO",
    "EMAIL_URL", "LISTEN", "MAIL_PER_DAY", "MAIL_PER_HOUR", "PUBLIC_URL", "REDIS_URL", "SECRET_KEY", "STATIC_MANIFEST",
    "STATIC_ROOT", "TRUSTED_PROXY_COUNT", "UPLOAD_MAX_BYTES", "VAR_DIR",
]  # fmt: skip


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Return the settings made by an environment: `read(DEBUG="1")`."""

    def settings(**environment):
        for name in READ:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"VAR_DIR": str(tmp_path), **GOOD, **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config/settings.py"))

    return settings


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEBUG": "maybe"}, "DEBUG='maybe': expected 1 or 0."),
        ({"SECRET_KEY": ""}, "SECRET_KEY='': give at least 32 random characters (or DEBUG=1)."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY='…': give at least 32 random characters (or DEBUG=1)."),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS='': name the hosts that answer, as soiree.example.org (or DEBUG=1)."),
        ({"LISTEN": "8000"}, "LISTEN='8000': expected an address and a port, as 127.0.0.1:8000."),
        ({"LISTEN": "127.0.0.1:99999"}, "LISTEN='127.0.0.1:99999': expected an address and a port, as 127.0.0.1:8000."),
        (
            {"PUBLIC_URL": "soiree.example.org"},
            "PUBLIC_URL='soiree.example.org': expected an address without a path, as https://soiree.example.org.",
        ),
        (
            {"PUBLIC_URL": "https://example.org/soiree"},
            "PUBLIC_URL='https://example.org/soiree': expected an address without a path, as https://soiree.example.org.",
        ),
        (
            {"DATABASE_URL": "mysql://u:secret@h/n"},
            "DATABASE_URL='mysql:…': expected postgresql://user:password@host:port/name.",
        ),
        (
            {"DATABASE_URL": "postgresql://u:secret@h:5432/"},
            "DATABASE_URL='postgresql://…': the database's name is missing at the end.",
        ),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL='localhost:…': expected redis://127.0.0.1:6379/0."),
        (
            {"EMAIL_URL": "mail://u:secret@h"},
            "EMAIL_URL='mail:…': expected smtp://user:password@host:port (smtps:// for TLS).",
        ),
        ({"EMAIL_URL": "smtp://"}, "EMAIL_URL='smtp://…': the host is missing."),
        (
            {"DATABASE_URL": "postgresql://u:secret@h:port/n"},
            "DATABASE_URL='postgresql:…': expected postgresql://user:password@host:port/name.",
        ),
        ({"REDIS_URL": "redis://:secret@h:port/0"}, "REDIS_URL='redis:…': expected redis://127.0.0.1:6379/0."),
        ({"MAIL_PER_HOUR": "-1"}, "MAIL_PER_HOUR='-1': expected a whole number, at least 0."),
        ({"MAIL_PER_DAY": "many"}, "MAIL_PER_DAY='many': expected a whole number, at least 0."),
        ({"TRUSTED_PROXY_COUNT": "1.5"}, "TRUSTED_PROXY_COUNT='1.5': expected a whole number, at least 0."),
        ({"UPLOAD_MAX_BYTES": "0"}, "UPLOAD_MAX_BYTES='0': expected a whole number, at least 1."),
        ({"VAR_DIR": "/dev/null/var"}, "VAR_DIR='/dev/null/var': this folder cannot be made (Not a directory)."),
        (
            {"DEMO": "1", "EMAIL_URL": "smtp://localhost"},
            "DEMO='1': the demonstration sends nothing outside: take EMAIL_URL away, or DEMO=0.",
        ),
    ],
    ids=lambda value: "-".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_bad_value_is_refused_in_one_sentence(read, environment, sentence):
    with pytest.raises(SystemExit) as stopped:
        read(**environment)
    assert str(stopped.value) == sentence


@pytest.mark.once
def test_process_says_the_sentence_and_nothing_else(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "", "VAR_DIR": str(tmp_path), "DEBUG": "perhaps"},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "DEBUG='perhaps': expected 1 or 0.\n")


def test_alone_it_uses_files_and_one_machine(read, tmp_path):
    made = read()
    assert made["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert made["CELERY_BROKER_URL"] == "filesystem://localhost"
    assert made["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert (made["DEBUG"], made["DEMO"], made["PUBLIC_URL"]) == (False, False, "http://localhost:8000")


def test_services_are_taken_from_their_addresses(read):
    made = read(
        DATABASE_URL="postgresql://u:p@db:5433/soiree",
        REDIS_URL="redis://cache:6379/1",
        EMAIL_URL="submission://u:p@mail:587",
        LISTEN="0.0.0.0:8001",
    )
    database = made["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"], database["USER"]) == ("db", 5433, "soiree", "u")
    assert made["CELERY_BROKER_URL"] == made["CACHES"]["default"]["LOCATION"] == "redis://cache:6379/1"
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_USE_TLS"]) == ("mail", 587, True)
    assert made["PUBLIC_URL"] == "http://localhost:8001"


def test_https_makes_cookies_secure(read):
    made = read(PUBLIC_URL="https://soiree.example.org")
    assert (made["SESSION_COOKIE_SECURE"], made["CSRF_COOKIE_SECURE"]) == (True, True)
    assert made["SECURE_HSTS_SECONDS"] > 0


def test_debug_needs_neither_key_nor_hosts(read):
    made = read(DEBUG="1", SECRET_KEY="", ALLOWED_HOSTS="")
    assert (len(made["SECRET_KEY"]) >= 32, made["ALLOWED_HOSTS"]) == (True, ["localhost", "127.0.0.1"])
