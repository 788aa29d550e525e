"""`send_ideas`: a crowd of phones through the public form, over HTTP (D12)."""

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from ideas.models import Idea
from tests.factories import make_event, make_workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "idees.csv"
    rows = "\n".join(f"2019;Mobilités;Idée n° {n}" for n in range(300))
    path.write_text(f"edition;thematique;titre\n{rows}\n", encoding="utf-8")
    return str(path)


def test_send_ideas_three_hundred_at_once_no_failure_no_double(live_server, file, capsys):
    cache.clear()
    table = make_workshop(event=make_event()).tables.get()

    call_command("send_ideas", file, url=f"{live_server.url}/a/{table.code}/", concurrency=300)

    assert "No failure, no double." in capsys.readouterr().out
    assert Idea.objects.filter(table=table).count() == 300
    assert sorted(Idea.objects.values_list("title", flat=True)) == sorted(f"Idée n° {n}" for n in range(300))


def test_send_ideas_tells_failures(live_server, file):
    cache.clear()
    with pytest.raises(CommandError, match="failures, 0 doubles"):
        call_command("send_ideas", file, url=f"{live_server.url}/a/NOPE22/", concurrency=2, limit=3)


def test_send_ideas_refuses_what_it_cannot_send(tmp_path):
    other = tmp_path / "autre.csv"
    other.write_text("nom;prix\na;1\n", encoding="utf-8")
    for file, url in ((str(other), "http://127.0.0.1:1/a/X/"), (str(tmp_path / "rien.csv"), "http://127.0.0.1:1/a/X/")):
        with pytest.raises(CommandError):
            call_command("send_ideas", file, url=url)
    with pytest.raises(CommandError):
        call_command("send_ideas", str(other), url="http://127.0.0.1:1/")
