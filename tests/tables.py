"""SQLite files whose migrations are applied, made once for all the processes of a run: 15 s of a core saved by each."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("db.sqlite3", "cache.sqlite3")


def put_in(folder):
    """Copy them into `folder`, the VAR_DIR of a platform that has not started; whoever comes first makes them."""
    shared = _shared()
    shared.mkdir(exist_ok=True)
    with open(shared / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            env = {"PATH": os.environ["PATH"], "VAR_DIR": str(shared), "DEBUG": "1", "DEMO": "0"}
            subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True)
            (shared / "made").touch()
    for name in FILES:
        shutil.copyfile(shared / name, Path(folder) / name)


def forget():
    """Remove them; called once, by the process that leads the run."""
    shutil.rmtree(_shared(), ignore_errors=True)


def _shared():
    leader = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return Path(tempfile.gettempdir()) / f"sudt-tables-{leader}"
