"""Introductions between members: addresses are exchanged only when both said yes (D56)."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from members.cooperative import keeping_touch
from members.cooperative.models import Introduction, Member
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_person
from tests.members.cooperative.test_directory import make_entry
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def make_asked(**fields):
    """An introduction that waits: (introduction, who asks, who is asked)."""
    cooperative = fields.pop("cooperative", None) or make_cooperative()
    asker = make_cooperator(cooperative=cooperative, given_name="Ana", family_name="Roy", email="ana@example.org")
    asked = make_cooperator(cooperative=cooperative, given_name="Luc", family_name="Petit", email="luc@example.org")
    entry = make_entry(member=asked)
    return Introduction.ask(entry, word="Votre camionnette ?", asker=asker, **fields), asker, asked


def refused(entry, **fields):
    with pytest.raises(ValidationError) as refusal:
        Introduction.ask(entry, word="?", **fields)
    return refusal.value.code


def test_asked_member_reads_the_word_and_no_address():
    make_asked()
    mail = Message.objects.get()
    assert (mail.kind, mail.to) == ("members-asked", "luc@example.org")
    assert "Votre camionnette" in mail.text
    assert "ana@example.org" not in mail.text + mail.html


def test_accepted_writes_to_both_once():
    one, _asker, _asked = make_asked()
    one.accept()
    with pytest.raises(ValidationError) as again:
        one.accept()
    assert again.value.code == "stale"
    to_ana, to_luc = (
        Message.objects.get(kind="members-put-in-touch"),
        Message.objects.get(kind="members-was-put-in-touch"),
    )
    assert (to_ana.to, to_luc.to) == ("ana@example.org", "luc@example.org")
    assert "luc@example.org" in to_ana.text
    assert "ana@example.org" in to_luc.text


def test_declined_says_nothing_more_and_erases():
    one, _asker, _asked = make_asked()
    one.decline()
    mail = Message.objects.get(kind="members-declined")
    assert mail.to == "ana@example.org"
    assert "luc@example.org" not in mail.text
    one.refresh_from_db()
    assert (one.name, one.email, one.word) == ("", "", "")


def test_same_person_is_asked_once_and_left_in_peace_after_a_no():
    one, asker, asked = make_asked()
    assert refused(asked.entry, asker=asker) == "known"
    one.decline()
    assert refused(asked.entry, asker=asker) == "rest"
    later = timezone.now() + timedelta(days=91)
    assert Introduction.ask(asked.entry, word="Encore moi", asker=asker, now=later).is_waiting


def test_nobody_asks_themselves_nor_who_left_the_directory():
    _one, asker, asked = make_asked()
    assert refused(asked.entry, asker=asked) == "self"
    entry = make_entry(cooperative=asked.cooperative)
    entry.withdraw()
    assert refused(entry, asker=asker) == "gone"


def test_who_has_no_address_or_is_of_another_cooperative_does_not_ask():
    _one, _asker, asked = make_asked()
    silent = make_cooperator(cooperative=asked.cooperative)
    silent.email = ""
    assert refused(asked.entry, asker=silent) == "address"
    assert refused(asked.entry, asker=make_cooperator(cooperative=make_cooperative())) == "gone"


def test_five_a_week_and_five_waiting_at_most():
    cooperative = make_cooperative()
    asker = make_cooperator(cooperative=cooperative)
    for _number in range(5):
        Introduction.ask(make_entry(cooperative=cooperative), word="Bonjour", asker=asker)
    last = make_entry(cooperative=cooperative)
    assert refused(last, asker=asker) == "many"
    for _number in range(5):
        Introduction.ask(last, word="Bonjour", asker=make_cooperator(cooperative=cooperative))
    assert refused(last, asker=make_cooperator(cooperative=cooperative)) == "busy"


def test_only_its_two_sides_open_it_and_each_does_its_own_act(client):
    one, asker, asked = make_asked()
    for member in (asker, asked):
        member.person = make_person(email=member.email)
        member.save()
    address = f"/societaire/mises-en-relation/{one.pk}/"
    sign_in(client, asker.person)
    client.post(address, {"act": "oui"})
    one.refresh_from_db()
    assert one.is_waiting
    sign_in(client, make_cooperator(cooperative=asked.cooperative, person=make_person()).person)
    assert client.get(address).status_code == 404
    sign_in(client, asked.person)
    assert "ana@example.org" not in client.get(address).content.decode()
    client.post(address, {"act": "oui"})
    one.refresh_from_db()
    assert one.is_accepted


def test_time_lapses_and_forgets_running_twice():
    one, _asker, _asked = make_asked()
    noon = timezone.localtime().replace(hour=12)
    assert keeping_touch.queue_due(now=noon) == 0
    assert keeping_touch.queue_due(now=noon + timedelta(days=22)) == 1
    assert keeping_touch.queue_due(now=noon + timedelta(days=22)) == 0
    one.refresh_from_db()
    assert (one.state, one.email) == ("lapsed", "")
    other, _asker, _asked = make_asked()
    other.accept()
    assert keeping_touch.queue_due(now=noon + timedelta(days=32)) == 1
    other.refresh_from_db()
    assert (other.state, other.name, other.email) == ("accepted", "", "")


def test_request_to_someone_who_leaves_the_register_lapses():
    one, _asker, asked = make_asked()
    Member.objects.filter(pk=asked.pk).update(status="left", left_on=timezone.localdate())
    assert keeping_touch.queue_due(now=timezone.localtime().replace(hour=12)) == 1
    one.refresh_from_db()
    assert one.state == "lapsed"


@pytest.mark.django_db(transaction=True)
def test_five_a_week_whoever_clicks_at_once():
    cooperative = make_cooperative()
    asker = make_cooperator(cooperative=cooperative)
    entries = [make_entry(cooperative=cooperative) for _number in range(8)]

    def ask(entry):
        try:
            Introduction.ask(entry, word="Bonjour", asker=asker)
        except ValidationError as refusal:
            codes.append(refusal.code)
        finally:
            connection.close()

    codes = []
    threads = [Thread(target=ask, args=[entry]) for entry in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == ["many"] * 3
    assert Introduction.objects.waiting().count() == 5
