"""The settings of the platform, told to keep everything in a folder that lasts as long as the tests."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "VAR_DIR" not in os.environ:
    # One folder per process, so that parallel workers do not share a queue; memory is faster than the disk.
    _memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    _folder = tempfile.mkdtemp(prefix="sudt-tests-", dir=_memory)
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    _settings_folder = _folder
else:
    _settings_folder = os.environ["VAR_DIR"]
_given = {name: os.environ.get(name) for name in ("VAR_DIR", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL")}
os.environ.update(
    VAR_DIR=_settings_folder,
    DEBUG="0",
    SECRET_KEY="tests-only-tests-only-tests-only-tests-only",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    PUBLIC_URL="http://localhost:8000",
)
for _name in ("DEMO", "EMAIL_URL", "LISTEN", "MAIL_PER_HOUR", "MAIL_PER_DAY", "DEFAULT_FROM_EMAIL"):
    os.environ.pop(_name, None)  # what the machine's owner uses for a real evening must not change a test

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if os.environ.get("REDIS_URL") and _worker:  # workers share the server, not its contents: one empties the cache
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{int(_worker.removeprefix('gw')) + 1}"

from config.settings import *  # noqa: E402, F403
from config.settings import CACHES, DATABASES, REDIS_URL, VAR_DIR  # noqa: E402

for _name, _value in _given.items():  # programs started by the tests say for themselves what they need
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file, as in an evening: a database in memory locks otherwise and would hide what writers meet.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR_DIR) / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
    )
DATABASES.pop("cache", None)
DATABASE_ROUTERS = []
if REDIS_URL:
    CACHES["default"]["OPTIONS"] = {"socket_timeout": 5, "socket_connect_timeout": 5}  # a busy machine is not a fault
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # else each test client lists every static file, which doubles the time of a request
