"""What a stranger reads when the machine is not ready: one sentence, in French then in English."""

import os
import socket
import subprocess
import sys

import pytest

from config import launch
from tests.structure.floors import ROOT

pytestmark = pytest.mark.once


def sentences(stop):
    """The French and the English of a refusal."""
    return str(stop.value).strip().split("\n")


def test_old_python_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(launch.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launch.shutil, "which", lambda _name: None)
    with pytest.raises(launch.Stop) as stop:
        launch.recent_python()
    assert sentences(stop) == [
        "Python 3.9 est trop ancien : installez Python 3.11 ou plus récent, puis recommencez.",
        "Python 3.9 is too old: install Python 3.11 or newer, then try again.",
    ]


def test_python_without_venv_is_told_which_package(monkeypatch, tmp_path):
    monkeypatch.setattr(launch, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(launch.subprocess, "call", lambda *_args, **_kwargs: 1)
    with pytest.raises(launch.Stop) as stop:
        launch.install("run")
    package = f"python3.{sys.version_info[1]}-venv"
    assert sentences(stop) == [
        f"Il manque à Python son module « venv » : installez-le (Debian, Ubuntu : sudo apt install {package}).",
        f"Python lacks its venv module: install it (Debian, Ubuntu: sudo apt install {package}).",
    ]


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    calls = []
    monkeypatch.setattr(launch, "VENV", str(tmp_path))
    monkeypatch.setattr(launch, "make_venv", lambda home: launch.write(tmp_path / "made-for", home))
    monkeypatch.setattr(launch, "install_packages", calls.append)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    launch.install("run")
    launch.install("run")
    assert calls == [str(ROOT / "requirements" / "run.txt")]


@pytest.mark.parametrize(
    ("listen", "french"),
    [
        ("8000", "LISTEN=8000 : indiquez une adresse et un port, par exemple 127.0.0.1:8000."),
        ("localhost:http", "LISTEN=localhost:http : indiquez une adresse et un port, par exemple 127.0.0.1:8000."),
        ("192.0.2.1:8000", "LISTEN=192.0.2.1:8000 : cette machine n’a pas cette adresse."),
    ],
)
def test_address_that_cannot_be_listened_on_is_refused(listen, french, tmp_path):
    done = run(LISTEN=listen, VAR_DIR=str(tmp_path))
    assert (done.returncode, done.stdout.strip().split("\n")[0], done.stderr) == (1, french, "")


def test_taken_port_says_by_whom(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(LISTEN=f"127.0.0.1:{port}", PATH="/nowhere", VAR_DIR=str(tmp_path))  # a machine that does not tell
        assert (done.returncode, done.stderr, done.stdout.strip().split("\n")) == (
            1,
            "",
            [
                f"Le port {port} est déjà pris : arrêtez-le, ou choisissez un autre port : "
                f"LISTEN=127.0.0.1:{port + 1} make run.",
                f"Port {port} is already taken: stop it, or choose another: LISTEN=127.0.0.1:{port + 1} make run.",
            ],
        )
        holder = launch.who_listens(port)
    assert holder is None or holder[1] == str(os.getpid())


def test_secret_is_made_once_and_kept_from_others(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = launch.kept_secret(str(path))
    assert (launch.kept_secret(str(path)), len(first) >= 32, path.stat().st_mode & 0o777) == (first, True, 0o600)


def test_three_programs_start_again_when_one_dies_amid_an_evening(monkeypatch):
    endings = iter([1, 7])
    began = []

    def start(_settings):
        began.append(1)
        if len(began) == 2:
            monkeypatch.setattr(launch, "TOO_SOON", 60)  # this time it dies at once: trying again would not help
        return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({next(endings)})"])

    monkeypatch.setattr(launch, "TOO_SOON", 0)
    monkeypatch.setattr(launch, "start_three", start)
    monkeypatch.setattr(launch, "welcome", lambda *_: None)
    monkeypatch.setattr(launch.signal, "signal", lambda *_: None)
    assert (launch.keep_running({}, 8000), len(began)) == (7, 2)


def run(**environment):
    return subprocess.run(
        [sys.executable, "-I", str(ROOT / "config/launch.py"), "run"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True, text=True, check=False, timeout=30, encoding="utf-8",
    )  # fmt: skip
