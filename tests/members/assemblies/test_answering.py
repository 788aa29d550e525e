"""How members take part, what they ask, and who is reminded: by day only, once, across both clocks (D45)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from members.assemblies import answering, calling
from members.assemblies.models import Assembly
from outbox.models import Message
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_resolution

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    """Called to two members by mail; it begins on 1 October at noon of Paris."""
    with time_machine.travel(NOW, tick=False):
        cooperative = make_cooperative(weights={})
        for name in ("aline", "bruno"):
            agreed = date(2025, 1, 1)
            make_cooperator(cooperative=cooperative, email=f"{name}@example.org", notices_by_mail_since=agreed)
        assembly = make_assembly(cooperative=cooperative, days=30)
        make_resolution(assembly=assembly)
        calling.call(assembly, by=None)
        yield assembly


def test_an_answer_is_given_once_and_changed(assembly):
    member = assembly.cooperative.members.first()
    for choice in ("coming", "proxy"):
        answering.answer(assembly, member, choice=choice)
    assert list(assembly.answers.values_list("member", "choice")) == [(member.pk, "proxy")]
    assert answering.counts(assembly) == {"coming": 0, "proxy": 1, "remote": 0, "absent": 0, "none": 1}


def test_nobody_answers_a_vote_from_afar_that_the_rules_do_not_know_d50(assembly):
    assembly.rules["remote_ballots"] = False
    assert answering.choices_of(assembly) == ["coming", "proxy", "absent"]
    with pytest.raises(ValidationError):
        answering.answer(assembly, assembly.cooperative.members.first(), choice="remote")


def test_nothing_more_is_said_once_it_is_closed(assembly):
    Assembly.objects.filter(pk=assembly.pk).update(status="closed")
    member = assembly.cooperative.members.first()
    for act in (
        lambda: answering.answer(assembly, member, choice="coming"),
        lambda: answering.ask(assembly, member, text="Pourquoi ?"),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "stale"


def test_an_answer_of_the_board_is_published_and_sent_to_who_asked(assembly):
    member = assembly.cooperative.members.first()
    question = answering.ask(assembly, member, text=" Pourquoi ? ")
    assert list(assembly.questions.answered()) == []
    answering.reply(question, answer="Parce que.", by=None)
    assert list(assembly.questions.answered().values_list("text", "answer")) == [("Pourquoi ?", "Parce que.")]
    assert list(Message.objects.filter(kind="assembly-question").values_list("to", flat=True)) == [member.email]


def test_members_who_have_not_answered_are_reminded_a_week_and_two_days_before_once(assembly):
    answering.answer(assembly, assembly.cooperative.members.first(), choice="coming")
    begins = assembly.starts_at.astimezone(PARIS)
    times = [
        begins.replace(day=24, month=9, hour=9, minute=50),  # before ten
        begins.replace(day=24, month=9, hour=10, minute=5),
        begins.replace(day=24, month=9, hour=10, minute=15),  # again: nothing
        begins.replace(day=24, month=9, hour=21, minute=30),  # at night
        begins.replace(day=29, month=9, hour=10, minute=5),
        begins.replace(day=30, month=9, hour=10, minute=5),
    ]
    assert [answering.queue_due(now=moment) for moment in times] == [0, 1, 0, 0, 1, 0]
    assert set(Message.objects.filter(kind="assembly-reminded").values_list("to", flat=True)) == {"bruno@example.org"}
