"""`/demo/` and `/mail/` exist with DEMO=1, for this machine, and for nobody else."""

import os

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

PAGES = ["/demo/", "/mail/"]
OTHERS = [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": ""}]


def send(*, subject="Votre billet", html="", to="nour@example.org"):
    text = "Bonjour\nhttp://localhost:8000/billet/"
    mail = EmailMultiAlternatives(subject, text, to=[to], connection=get_connection())
    if html:
        mail.attach_alternative(html, "text/html")
        mail.attach("soiree.ics", "BEGIN:VCALENDAR", "text/calendar")
    mail.send()


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_pages_do_not_exist_without_demo(client, settings, path):
    settings.DEMO = False
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("visitor", OTHERS)
def test_pages_do_not_exist_for_another_machine(client, demo, path, visitor):
    assert client.get(path, **visitor).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_pages_open_for_this_machine(client, demo, address):
    assert [client.get(page, REMOTE_ADDR=address).status_code for page in PAGES] == [200, 200]


@pytest.mark.django_db
def test_mail_lists_the_newest_first_and_opens_one(client, demo):
    send(subject="Premier", to="une@example.org")
    for file in demo.EMAIL_FILE_PATH.iterdir():
        os.utime(file, (1, 1))  # earlier, even on a disk that only counts seconds
    send(subject="Second", html="<p>Bonjour</p>")
    letters = client.get("/mail/").context["letters"]
    assert [letter.subject for letter in letters] == ["Second", "Premier"]
    second = letters[0]
    page = client.get(f"/mail/{second.name}/{second.number}/")
    assert page.status_code == 200
    assert page.context["letter"].to == "nour@example.org"
    piece = client.get(f"/mail/{second.name}/{second.number}/0/")
    assert (piece.content, piece["Content-Disposition"]) == (b"BEGIN:VCALENDAR", 'attachment; filename="soiree.ics"')


@pytest.mark.django_db
def test_mail_page_of_a_mail_can_run_nothing(client, demo):
    send(html="<p>Bonjour <script>alert(1)</script></p>")
    letter = client.get("/mail/").context["letters"][0]
    page = client.get(f"/mail/{letter.name}/0/page/")
    policy = page["Content-Security-Policy"]
    assert ("script-src 'none'" in policy, "sandbox allow-top-navigation-by-user-activation" in policy) == (True, True)
    assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["..%2Fdb.sqlite3", "absent.log", "20261122-101010-1.log", "x"])
def test_mail_opens_nothing_outside_its_folder(client, demo, name):
    assert client.get(f"/mail/{name}/0/").status_code == 404


@pytest.mark.django_db
def test_mail_says_when_nothing_has_left(client, demo):
    assert client.get("/mail/").context["letters"] == []
