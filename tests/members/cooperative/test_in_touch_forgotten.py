"""What members wrote to one another goes on request; they stay in the register (D51, D58)."""

import pytest

from members.cooperative.models import Entry, Introduction, Member
from members.cooperative.personal_data import in_touch
from outbox.models import Message
from tests.factories import make_person
from tests.members.cooperative.test_gatherings import make_gathering_of_members
from tests.members.cooperative.test_introductions import make_asked

pytestmark = pytest.mark.django_db


def test_who_was_asked_leaves_the_directory_and_the_mails_of_others():
    one, _asker, asked = make_asked()
    one.accept()
    make_gathering_of_members(by=asked)
    person = make_person(email=asked.email)
    in_touch.erase_all_of(person)
    assert list(Entry.objects.shown()) == []
    kept = Message.objects.get(kind="members-put-in-touch")
    assert "luc@example.org" not in kept.text + kept.html
    assert "Luc Petit" not in kept.subject + kept.text
    assert asked.gatherings.count() == 0
    assert Member.objects.filter(pk=asked.pk, email=asked.email).exists()


def test_who_asked_is_named_nowhere_any_more():
    one, _asker, _asked = make_asked()
    _other, _other_asker, _other_asked = make_asked()
    one.accept()
    in_touch.erase_all_of(make_person(email="ana@example.org"))
    assert list(Introduction.objects.named()) == []
    assert {one.state for one in Introduction.objects.all()} == {"accepted", "withdrawn"}
    told = " ".join(f"{mail.text}{mail.html}{mail.subject}" for mail in Message.objects.all())
    assert "ana@example.org" not in told


def test_old_words_expire_and_recent_ones_stay():
    _one, _asker, asked = make_asked()
    [(address, last)] = list(in_touch.last_actions([asked.email]).items())
    in_touch.expire([address], before=last)
    assert Entry.objects.shown().count() == 1
    in_touch.expire([address], before=last.replace(year=last.year + 1))
    assert Entry.objects.shown().count() == 0


def test_export_says_it_all():
    _one, _asker, asked = make_asked()
    mine = in_touch.export(make_person(email=asked.email))
    assert [(line["from"], line["word"]) for line in mine["introductions_received"]] == [
        ("Ana Roy", "Votre camionnette ?")
    ]
    assert mine["members_directory"][0]["offers"] == asked.entry.offers
