"""The assistant: what is usual proposed, refusals with the figures, one cooperative for a territory (D40, D42)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from members.cooperative.models import Cooperative
from members.cooperative.setting_up import add_college, refusals_of_categories, remove, rename, set_up
from members.models import Role
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_keeper
from tests.factories import make_person, make_role, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
NEW = reverse("cooperative:new")


def make_administrator(territory):
    person = make_person()
    make_role(person, territory=territory, kind=Role.Kind.ADMINISTRATOR)
    return person


def answers(territory, *, percents=(20, 20, 20, 20, 20), **others):
    """What the page proposes, sent as it stands but for `percents` and `others`."""
    kinds = ("employees", "beneficiaries", "other")
    found = {
        "territory": territory.slug,
        "name": "Cluster",
        "legal_form": "sa",
        "share_value": "50",
        "votes": "colleges",
    }
    found |= {"since": "2020-01-01", "year_ends_month": "12", "last_audit_on": ""}
    found |= {f"category_{n}": f"Catégorie {n}" for n in range(3)}
    found |= {f"category_{n}_kind": kind for n, kind in enumerate(kinds)}
    found |= {f"college_{n}": f"Collège {n}" for n in range(len(percents))}
    found |= {f"college_{n}_percent": str(percent) for n, percent in enumerate(percents)}
    return found | others


def test_setting_up_keeps_categories_and_weights_and_gives_the_role(client):
    territory = make_territory()
    person = make_administrator(territory)
    response = sign_in(client, person).post(NEW, answers(territory, percents=("33,33", "33.33", "33,34 %")))
    cooperative = Cooperative.objects.get()
    assert response.url == reverse("cooperative:our_rules", args=[territory.slug])
    assert [category.kind for category in cooperative.categories.all()] == ["employees", "beneficiaries", "other"]
    weights = cooperative.weight_sets.get().of_colleges()
    assert [str(weight.percent) for weight in weights] == ["33.33", "33.33", "33.34"]
    assert Role.objects.in_force().filter(person=person, kind=Role.Kind.BOARD, territory=territory).exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"percents": (20, 20, 20, 20, 21)},
            ["Les poids font 101\u00a0% au total\u00a0: c’est 1 de trop, ils doivent faire exactement 100\u00a0%."],
        ),
        ({"percents": (50, 50)}, ["Il y a 2 collèges\u00a0: la loi en demande au moins trois, ou aucun."]),
        (
            {"percents": (5, 45, 50)},
            ["«\u00a0Collège 0\u00a0» pèserait 5\u00a0%\u00a0: un collège pèse de 10 à 50\u00a0%."],
        ),
        (
            {"percents": (51, 29, 20)},
            ["«\u00a0Collège 0\u00a0» pèserait 51\u00a0%\u00a0: un collège pèse de 10 à 50\u00a0%."],
        ),
        (
            {"category_0": ""},
            [
                "Il y a 2 catégories\u00a0: la loi en demande au moins trois.",
                "L’une des catégories doit être celle des salariés, ou des producteurs.",
            ],
        ),
        ({"percents": ()}, ["Écrivez les collèges, ou choisissez de voter toutes et tous ensemble."]),
    ],
)
def test_setting_up_is_refused_with_the_figures(client, changed, told):
    territory = make_territory()
    response = sign_in(client, make_administrator(territory)).post(NEW, answers(territory, **changed))
    assert response.status_code == 422
    assert (list(response.context["form"].non_field_errors()), Cooperative.objects.count()) == (told, 0)


def test_setting_up_without_colleges_keeps_an_empty_set_of_weights(client):
    territory = make_territory()
    sign_in(client, make_administrator(territory)).post(NEW, answers(territory, percents=(5,), votes="together"))
    cooperative = Cooperative.objects.get()
    assert (cooperative.has_colleges, cooperative.weight_sets.get().weights.count()) == (False, 0)


def test_a_territory_has_one_cooperative():
    cooperative = make_cooperative()
    values = {"settings": {"name": "Autre"}, "weights": {}, "since": cooperative.created_at.date(), "decided_by": "x"}
    kinds = {"A": "employees", "B": "beneficiaries", "C": "other"}
    with pytest.raises(ValidationError):
        set_up(cooperative.territory, categories=kinds, by=make_person(), **values)
    assert Cooperative.objects.count() == 1


def test_categories_of_the_law_are_asked_for():
    assert refusals_of_categories(["employees", "beneficiaries", "other"]) == []
    assert len(refusals_of_categories(["other", "other"])) == 3


def test_colleges_are_renamed_and_taken_away_when_nobody_needs_them():
    cooperative = make_cooperative()
    extra = add_college(cooperative, "Jeunes", by=None)
    rename(extra, "Jeunesse", by=None)
    with pytest.raises(ValidationError):
        rename(extra, "Soutiens", by=None)
    with pytest.raises(ValidationError):
        remove(cooperative.colleges.first(), by=None)
    category = make_cooperator(cooperative=cooperative).category
    with pytest.raises(ValidationError):
        remove(category, by=None)
    remove(extra, by=None)
    assert cooperative.colleges.count() == 5
    assert [step.changes for step in cooperative.setting_steps.all()] == [
        [["", "Jeunesse", ""]], [["", "Jeunes", "Jeunesse"]], [["", "", "Jeunes"]],
    ]  # fmt: skip


def test_setting_up_begins_again_until_someone_applies(client):
    cooperative = make_cooperative()
    board = sign_in(client, make_keeper(cooperative=cooperative))
    again = reverse("cooperative:start_again", args=[cooperative.territory.slug])
    member = make_cooperator(cooperative=cooperative)
    board.post(again)
    assert Cooperative.objects.count() == 1
    member.delete()
    assembly = make_assembly(cooperative=cooperative)
    board.post(again)
    assert Cooperative.objects.get().weight_sets.count() == 1
    assembly.delete()
    board.post(again)
    assert Cooperative.objects.count() == 0
