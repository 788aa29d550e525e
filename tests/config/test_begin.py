"""`make start`: a real platform, never the demonstration, and a secret link as long as nobody holds the keys."""

import pytest
from django.core.management import CommandError, call_command

from config import launch
from config.demonstration import files
from members import starting
from members.models import Role
from tests.factories import make_person, make_role, make_territory


@pytest.fixture
def begin(capsys, monkeypatch):
    """What the command prints; the database of the tests is ready."""
    monkeypatch.setattr("config.management.commands.begin.call_command", lambda _name: None)

    def run():
        call_command("begin")
        return capsys.readouterr().out.strip()

    return run


@pytest.mark.django_db
def test_empty_platform_prints_its_link_and_a_new_one_each_time(begin):
    first, second = begin(), begin()
    found = [starting.find(link.rstrip("/").rpartition("/")[2]) is not None for link in (first, second)]
    assert (first.startswith("http://localhost:8000/demarrer/"), found) == (True, [False, True])


@pytest.mark.django_db
def test_platform_with_an_administrator_just_starts(begin):
    make_role(make_person(), territory=make_territory(), kind=Role.Kind.ADMINISTRATOR)
    assert begin() == ""


@pytest.mark.django_db
def test_demonstration_is_not_started_for_real(begin):
    make_person(email=files.cast()[0]["email"])
    with pytest.raises(CommandError, match="démonstration"):
        begin()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("DEMO", "LISTEN", "PUBLIC_URL", "ALLOWED_HOSTS", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.once
def test_folder_of_a_real_platform_is_never_a_demonstration_again(folder):
    assert launch.environment()["DEMO"] == "1"
    (folder / "real").write_text("make start\n")
    assert launch.environment()["DEMO"] == "0"
    with pytest.raises(launch.Stop, match="vraie plateforme"):
        launch.run()


@pytest.mark.once
def test_real_platform_answers_to_its_own_names(folder, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://soiree.example.org")
    monkeypatch.setenv("LISTEN", "192.0.2.7:8000")
    hosts = launch.environment(DEMO="0")["ALLOWED_HOSTS"]
    assert hosts == "127.0.0.1,192.0.2.7,localhost,soiree.example.org"
    assert launch.environment(DEMO="1")["ALLOWED_HOSTS"] == "localhost,127.0.0.1"
