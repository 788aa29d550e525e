"""The dashboard, « nos règles » and its form, categories and colleges, the surplus calculator (D40–D52)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.cooperative.rules import Rules
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_keeper
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative():
    return make_cooperative()


@pytest.fixture
def board(client, cooperative):
    """The client of who administers the cooperative."""
    return sign_in(client, make_keeper(cooperative=cooperative))


def page(name, cooperative, *args):
    return reverse(f"cooperative:{name}", args=[cooperative.territory.slug, *args])


def sentences(response):
    chapters = response.context["chapters"]
    return {sentence.text: sentence.example for _title, told in chapters for sentence in told}


def test_rules_are_said_with_what_they_give_at_our_size(client, cooperative):
    member = make_cooperator(cooperative=cooperative, person=make_person())
    for _number in range(72):
        make_cooperator(cooperative=cooperative)
    found = sentences(sign_in(client, member.person).get(page("our_rules", cooperative)))
    assert found["Décisions ordinaires\u00a0: 20\u00a0% des sociétaires."] == (
        "À 73 sociétaires\u00a0: 15 personnes font le quorum."
    )
    assert found["Une décision ordinaire demande plus de la moitié des voix exprimées."] == (
        "50,01\u00a0%\u00a0: adopté\u202f; 50,00\u00a0%\u00a0: rejeté."
    )
    assert found["Une décision qui change les statuts demande les deux tiers ou plus des voix exprimées."] == (
        "66,67\u00a0%\u00a0: adopté\u202f; 66,66\u00a0%\u00a0: rejeté."
    )


def test_rules_without_colleges_count_votes(board, cooperative):
    cooperative.weight_sets.all().delete()
    found = sentences(board.get(page("our_rules", cooperative)))
    assert found["Une décision qui change les statuts demande les deux tiers ou plus des voix exprimées."] == (
        "Sur 40 voix exprimées, il en faut 27 pour."
    )


def filled(response, **changed):
    """What the form shows, with what is `changed`, as a browser would send it."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in {**values, **changed}.items() if value is not None and value is not False}
    return {name: str(value).replace(".", ",") if name != "last_audit_on" else value for name, value in values.items()}


def test_a_changed_rule_never_touches_a_meeting_already_called(board, cooperative):
    assembly = make_assembly(cooperative=cooperative, rules=Rules.of(cooperative).frozen())
    address = page("rules", cooperative)
    sent = filled(board.get(address), ordinary_quorum="33,33", ordinary="3/5", name="Cluster d’ici")
    assert board.post(address, sent).status_code == 302
    cooperative.refresh_from_db()
    assembly.refresh_from_db()
    assert str(Rules.of(cooperative).quorum_of("ordinary", False)) == "3333/10000"
    assert str(Rules.of(cooperative).threshold_of("ordinary")[0]) == "3/5"
    assert str(Rules.thaw(assembly.rules).quorum_of("ordinary", False)) == "1/5"
    changes = cooperative.setting_steps.get().changes
    assert [name for name, _before, _after in changes] == [
        "name", "ordinary_quorum", "ordinary_numerator", "ordinary_denominator",
    ]  # fmt: skip
    assert board.get(address).status_code == 200  # with what was changed


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"notice_days": 14}, "notice_days"),
        ({"reserves_share": "57,4"}, "reserves_share"),
        ({"authorities_share": "51"}, "authorities_share"),
        ({"extraordinary": "1/3"}, "extraordinary"),
        ({"ordinary": "2/2"}, "ordinary"),
        ({"ordinary": "demi"}, "ordinary"),
        ({"additions_days": 15}, "additions_days"),
        ({"ordinary_quorum_again": "21"}, "ordinary_quorum_again"),
        ({"last_audit_on": "2999-01-01"}, "last_audit_on"),
        ({"ordinary_quorum": "NaN"}, "ordinary_quorum"),
    ],
)
def test_a_rule_beyond_the_law_is_refused_on_its_line(board, cooperative, changed, field):
    address = page("rules", cooperative)
    response = board.post(address, filled(board.get(address), **changed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert cooperative.setting_steps.count() == 0


def test_the_value_of_a_share_stays_once_someone_holds_one(board, cooperative):
    make_cooperator(cooperative=cooperative)
    address = page("rules", cooperative)
    board.post(address, filled(board.get(address), share_value="60"))
    cooperative.refresh_from_db()
    assert cooperative.share_value == 50


def test_the_dashboard_tells_what_blocks_and_what_comes(board, cooperative):
    make_cooperator(cooperative=cooperative)
    assembly = make_assembly(cooperative=cooperative)
    context = board.get(page("board", cooperative)).context
    assert [alert.code for alert in context["standing"].blocking] == ["categories", "beneficiaries"]
    assert [meeting.url for meeting in context["next_meetings"]] == [
        reverse("assemblies:prepare", args=[cooperative.territory.slug, assembly.pk])
    ]


def test_surplus_is_shared_as_the_law_asks(board, cooperative):
    shared = board.get(page("surplus", cooperative), {"excedent": "12\u202f345,67 €"}).context["shared"]
    assert (str(shared.reserves), str(shared.left)) == ("7098.77", "5246.90")
    assert board.get(page("surplus", cooperative), {"excedent": "beaucoup"}).status_code == 422


def test_a_college_is_added_renamed_and_refused_twice(board, cooperative):
    address = page("colleges", cooperative)
    assert board.post(address, {"do": "college", "college-name": "Jeunes"}).status_code == 302
    assert board.post(address, {"do": "college", "college-name": "Jeunes"}).status_code == 422
    college = cooperative.colleges.get(name="Jeunes")
    edit = page("group_edit", cooperative, "college", college.pk)
    assert board.post(edit, {"do": "rename", "name": "Soutiens"}).status_code == 422
    assert board.post(edit, {"do": "remove"}).status_code == 302
    assert board.get(page("group_edit", cooperative, "autre", 1)).status_code == 404


@pytest.mark.parametrize("name", ["board", "our_rules", "colleges", "rules"])
def test_pages_cost_the_same_whatever_the_number_of_members(board, cooperative, name):
    counts = []
    for more in (1, 12):
        for _number in range(more):
            make_cooperator(cooperative=cooperative)
            make_assembly(cooperative=cooperative)
        with CaptureQueriesContext(connection) as asked:
            board.get(page(name, cooperative))
        counts.append(len(asked))
    assert counts[0] == counts[1]
