"""Being in a group: leading, handing over, leaving; messages without addresses; erasure (D19, D58)."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from config import forgetting
from ideas.groups.linking import link
from ideas.groups.models import GroupMessage, GroupStep, WantedRole
from outbox.models import Message
from tests.factories import make_member, make_organiser, make_person, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def kinds(group):
    return list(group.steps.order_by("pk").values_list("kind", flat=True))


def received(address):
    return list(Message.objects.filter(to=address).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def group():
    return make_working_group()


def lead_of(group):
    return group.memberships.get(email="lea@example.org")


def test_strangers_see_the_public_face_and_no_name(client, group):
    WantedRole.look_for(group, title="Comptable")
    make_member(group=group, given_name="Paulette", family_name="Girod", email="paulette@example.org")
    page = client.get(group.get_absolute_url()).content.decode()
    assert ("Comptable" in page, "Paulette" in page, "example.org" in page) == (True, False, False)
    group.describe(name=group.name, purpose="", place="", is_public=False)
    assert client.get(group.get_absolute_url()).status_code == 404
    assert client.get(f"{group.get_absolute_url()}messages/").status_code == 404


def test_members_see_given_names_and_initials_never_addresses(client, group):
    paul = make_member(group=group, phone="+33612345678", email="paul@example.org")
    client.get(lead_of(group).open_url())
    page = client.get(group.get_absolute_url()).content.decode()
    assert ("Paul G." in page, "Girod" in page, "paul@" in page, "06 12" in page) == (True, False, False, False)
    assert paul.shown_name == "Paul G."


def test_the_team_sees_how_to_reach_who_has_no_address(client, group):
    """D63."""
    make_member(group=group, email="", phone="+33612345678")
    sign_in(client, make_organiser(territory=group.territory))
    assert "06 12 34 56 78" in client.get(group.get_absolute_url()).content.decode()


def test_a_link_opens_one_group_and_dies_with_leaving(client, group):
    """D64: the token leaves the address; another site's page is not followed."""
    paul = make_member(group=group)
    url = paul.open_url(f"{group.get_absolute_url()}messages/")
    assert client.get(url)["location"] == f"{group.get_absolute_url()}messages/"
    assert client.get(paul.open_url("https://evil.example/"))["location"] == group.get_absolute_url()
    other = make_working_group(lead=None)
    assert client.get(f"{other.get_absolute_url()}messages/").status_code == 404
    client.post(f"{group.get_absolute_url()}quitter/")
    assert client.get(f"{group.get_absolute_url()}messages/").status_code == 404
    assert client.get(url).status_code == 410


def test_the_lead_is_handed_over_when_the_other_accepts(client, group):
    lead, paul = lead_of(group), make_member(group=group, email="paul@example.org")
    with pytest.raises(ValidationError) as refused:
        lead.give_up_lead()
    client.get(lead.open_url())
    client.post(f"{group.get_absolute_url()}membres/{paul.pk}/animer/")
    paul.refresh_from_db()
    assert (refused.value.code, paul.is_lead, received("paul@example.org")) == ("last", False, ["group-lead-offered"])
    paul.take_lead()
    lead.give_up_lead()
    assert [one.given_name for one in group.leads()] == ["Paul"]
    with pytest.raises(ValidationError):
        paul.take_lead()


def test_the_last_lead_who_leaves_is_told_to_all_and_to_the_team(client, group):
    make_member(group=group, email="paul@example.org")
    role = WantedRole.look_for(group, title="Trésorière")
    lead = lead_of(group)
    role.take(membership=lead)
    lead.leave()
    role.refresh_from_db()
    mail = Message.objects.get(to="paul@example.org", kind="group-left")
    sign_in(client, make_organiser(territory=group.territory))
    assert (role.filled_by, mail.topic, "n’anime plus" in mail.text or "Nobody" in mail.text) == (None, "", True)
    assert "sans-animation" in client.get("/espace/a-faire/").content.decode()
    assert kinds(group)[-2:] == ["freed", "left"]


def test_a_member_removes_nobody_and_a_lead_says_why(client, group):
    paul = make_member(group=group, email="paul@example.org")
    zoe = make_member(group=group, email="zoe@example.org", given_name="Zoé")
    page = f"{group.get_absolute_url()}membres/{zoe.pk}/retirer/"
    client.get(paul.open_url())
    assert client.post(page, {"why": "x"}).status_code == 403
    client.cookies.clear()
    client.get(lead_of(group).open_url())
    client.post(page, {"why": ""})
    assert zoe.group.memberships.present().count() == 3
    client.post(page, {"why": "Vous ne venez plus."})
    assert "Vous ne venez plus." in Message.objects.get(to="zoe@example.org", kind="group-removed").text


def test_a_role_is_held_by_one(group):
    role = WantedRole.look_for(group, title="Comptable")
    assert WantedRole.look_for(group, title="comptable") == role
    paul, zoe = make_member(group=group), make_member(group=group)
    role.take(membership=paul)
    with pytest.raises(ValidationError):
        role.take(membership=zoe)
    role.give_back(membership=paul)
    role.take(membership=zoe)
    assert [one.title for one in zoe.roles.all()] == ["Comptable"]


def test_a_message_reaches_each_member_once_and_shows_no_address(client, group):
    paul = make_member(group=group, email="paul@example.org")
    make_member(group=group, email="")
    client.get(lead_of(group).open_url())
    page, key = f"{group.get_absolute_url()}messages/", uuid.uuid4()
    for _ in range(2):  # a double tap
        client.post(page, {"text": "Rendez-vous mardi", "key": key})
    client.post(page, {"text": "La salle change !", "key": uuid.uuid4(), "urgent": "on"})
    first, urgent = Message.objects.filter(kind="group-message").order_by("pk")
    assert (GroupMessage.objects.count(), first.to, first.topic, urgent.topic) == (2, paul.email, "ideas", "")
    assert (first.status, urgent.status) == (Message.Status.HELD, Message.Status.QUEUED)
    assert ("lea@example.org" in first.text, "Léa V." in first.text) == (False, True)


def test_a_group_writes_five_messages_a_day_and_the_sixth_is_kept_on_the_page(client, group):
    client.get(lead_of(group).open_url())
    page = f"{group.get_absolute_url()}messages/"
    codes = [client.post(page, {"text": f"Mot {n}", "key": uuid.uuid4()}).status_code for n in range(5)]
    last = client.post(page, {"text": "Le sixième mot", "key": uuid.uuid4()})
    assert (codes, last.status_code, "Le sixième mot" in last.content.decode()) == ([302] * 5, 422, True)
    sign_in(client, make_organiser(territory=group.territory))
    client.cookies.pop("acces", None)
    assert client.post(page, {"text": "De l’équipe", "key": uuid.uuid4()}).status_code == 302
    assert GroupMessage.objects.first().author_name == "L’équipe"


def test_a_closed_group_is_read_and_no_longer_written(client, group):
    client.get(lead_of(group).open_url())
    client.post(f"{group.get_absolute_url()}vivant/", {"act": "arret", "why": "Le camion est vendu."})
    page = f"{group.get_absolute_url()}messages/"
    client.post(page, {"text": "Encore", "key": uuid.uuid4()})
    assert (client.get(page).status_code, GroupMessage.objects.count()) == (200, 0)
    assert received("lea@example.org")[-1] == "group-closed"


def test_who_is_erased_leaves_a_former_member(group):
    """D58: what was said stays; the name, the address and the link go; the team sees that nobody leads."""
    GroupMessage.write(group, key=uuid.uuid4(), text="Bonjour", author=lead_of(group))
    person = make_person(email="lea@example.org")
    assert link(person) == 1
    told = forgetting.export(person)["working_groups"]
    forgetting.erase(person)
    member = group.memberships.get()
    assert [(one["role"], [post["text"] for post in one["messages"]]) for one in told] == [("", ["Bonjour"])]
    assert (member.shown_name, member.email, member.is_present, member.person) == ("Ancien membre", "", False, None)
    assert group.messages.get().author_name == "Ancien membre"
    assert group.steps.first().kind == GroupStep.Kind.ERASED
    assert not group.leads().exists()


def test_old_members_are_forgotten_with_their_address(group):
    from ideas.groups import personal_data

    before = timezone.now() + timezone.timedelta(days=1)
    assert personal_data.old_addresses(before, after="", limit=5) == ["lea@example.org"]
    assert list(personal_data.last_actions(["lea@example.org"])) == ["lea@example.org"]
    personal_data.expire(["lea@example.org"], before=before)
    assert personal_data.old_addresses(before, after="", limit=5) == []
