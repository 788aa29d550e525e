"""The committee's decision on a project: one writer, whatever else tries; the stage follows it (D23, D29–D32)."""

import ast
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from foundation import guards
from projects.decided import accompany, enter_committee, leave_committee
from projects.models import Condition, Decision, Project, Stage
from projects.models.decision import settle
from tests.factories import make_person, make_project, make_working_group
from tests.structure.floors import ROOT

FIELDS = ("decision", "favourable", "open_conditions")


def prepare(project, outcome="go", *, conditions=0, confirmed=True):
    """A decision as the counting of the votes leaves it, then reasoned and confirmed by its verbs."""
    decision = Decision.objects.create(project=project, outcome=outcome)
    for rank in range(conditions):
        Condition.objects.create(
            decision=decision, rank=rank, text="Trouver un local", expected_proof="Le bail", due_on=timezone.localdate()
        )
    if confirmed:
        decision.write(by=None, version=0, reasons="Le marché est là.")
        decision.confirm(by=None)
    return decision


def in_committee(**fields):
    return make_project(stage=Stage.IN_COMMITTEE, **fields)


def said(project):
    project.refresh_from_db()
    return project.stage, project.decision, project.favourable, project.open_conditions


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        verb(*args, **kwargs)
    return refused.value.code


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"stage": Stage.ACCOMPANIED},
        {"stage": Stage.LAUNCHED},
        {"stage": Stage.ACCOMPANIED, "decision": "go", "favourable": True},
        {"decision": "go", "favourable": True},
        {"decision": "go"},
        {"decision": "no_go"},
        {"favourable": True},
        {"open_conditions": 1},
        {"stage": Stage.SUSPENDED},
        {"came_from": Stage.ANALYSED},
        {"stage": Stage.MERGED, "came_from": Stage.ANALYSED},
        {"stage": Stage.SUSPENDED, "came_from": Stage.ABANDONED},
    ],
)
def test_the_database_refuses_nonsense_d23(values):
    project = in_committee()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**values)


def by_save(project):
    project.decision, project.favourable = "go", True
    project.save()


def by_bulk_update(project):
    project.decision, project.favourable = "go", True
    Project.objects.bulk_update([project], ["decision", "favourable"])


def by_sql(project):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET decision = 'go', favourable = %s WHERE id = %s", [True, project.pk])


def by_sql_stage(project):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET stage = 'accompanied' WHERE id = %s", [project.pk])


def by_creating(project):
    Project.objects.create(
        territory=project.territory, group=make_working_group(), name="Autre", stage=Stage.ACCOMPANIED,
        decision="go", favourable=True,
    )  # fmt: skip


def by_a_form(project):
    """What an admin does: a form of the model, saved; these fields are in none."""
    from django.forms import modelform_factory

    form = modelform_factory(Project, fields="__all__")
    assert not set(FIELDS) & set(form.base_fields)
    raise IntegrityError


@pytest.mark.django_db
@pytest.mark.parametrize("path", [by_save, by_bulk_update, by_sql, by_sql_stage, by_creating, by_a_form])
def test_no_other_path_writes_the_decision_d23(path):
    project = in_committee()
    prepare(project)  # confirmed, not released: nobody knows it
    with pytest.raises(IntegrityError), transaction.atomic():
        path(project)
    assert said(project) == (Stage.IN_COMMITTEE, "", False, 0)


@pytest.mark.django_db
def test_a_refusal_says_which_rule_it_keeps():
    project = in_committee()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        by_sql(project)
    assert guards.broken(refused.value).name == "projects_decision_is_the_committees"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "conditions", "wanted"),
    [
        ("go", 0, (Stage.IN_COMMITTEE, "go", True, 0)),
        ("conditional_go", 2, (Stage.IN_COMMITTEE, "conditional_go", True, 2)),
        ("deferral", 0, (Stage.POSTPONED, "deferral", False, 0)),
        ("no_go", 0, (Stage.MODELLED, "no_go", False, 0)),
    ],
)
def test_a_released_decision_is_written_on_the_project_which_follows_it(outcome, conditions, wanted):
    project = in_committee()
    decision = prepare(project, outcome, conditions=conditions)
    assert said(project) == (Stage.IN_COMMITTEE, "", False, 0)
    step = decision.release(by=None)
    assert said(project) == wanted
    assert (step.kind, step.role, step.stage, step.details) == ("decided", "committee", wanted[0], outcome)
    assert code_of(decision.release, by=None) == "stale"


@pytest.mark.django_db
def test_a_project_that_stopped_meanwhile_stays_so():
    project = make_project(stage=Stage.SUSPENDED, came_from=Stage.IN_COMMITTEE)
    prepare(project, "no_go").release(by=None)
    assert said(project) == (Stage.SUSPENDED, "no_go", False, 0)


@pytest.mark.django_db
def test_another_decision_takes_the_place_of_the_one_before():
    project = in_committee()
    prepare(project, "conditional_go", conditions=1).release(by=None)
    prepare(project, "no_go").release(by=None)
    assert said(project) == (Stage.MODELLED, "no_go", False, 0)


@pytest.mark.django_db
def test_a_project_is_accompanied_once_favourable_and_without_open_condition_d23():
    project = in_committee()
    assert code_of(accompany, project, by=None) == "decision"
    prepare(project, "conditional_go", conditions=1).release(by=None)
    assert code_of(accompany, project, by=None) == "conditions"
    condition = Condition.objects.get()
    condition.lift(by=None)
    assert accompany(project, by=make_person()).stage == Stage.ACCOMPANIED
    assert said(project) == (Stage.ACCOMPANIED, "conditional_go", True, 0)
    assert code_of(accompany, project, by=None) == "stage"


@pytest.mark.django_db
def test_conditions_added_by_hand_stop_the_accompaniment_d23():
    project = in_committee()
    prepare(project, "conditional_go", conditions=1).release(by=None)
    Condition.objects.get().lift(by=None)
    condition = Condition.objects.get()
    Condition.objects.create(
        decision=condition.decision, text="Un camion", expected_proof="La facture", due_on=condition.due_on
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        accompany(project, by=None)
    settle(project)
    assert said(project)[3] == 1


@pytest.mark.django_db
def test_only_a_model_established_enters_the_committee_and_leaves_it_before_a_decision_d24():
    project = make_project(stage=Stage.DESIGNED)
    assert code_of(enter_committee, project, by=None) == "stage"
    project = make_project(stage=Stage.MODELLED)
    assert enter_committee(project, by=None).role == "committee"
    assert enter_committee(project, by=None) is None
    assert leave_committee(project, why="La porteuse déménage.", by=None).why == "La porteuse déménage."
    assert said(project)[0] == Stage.MODELLED
    assert leave_committee(project, why="", by=None) is None


@pytest.mark.django_db
def test_a_green_light_stays_when_its_file_leaves_an_agenda_d30():
    project = in_committee()
    prepare(project, "conditional_go", conditions=1).release(by=None)
    assert leave_committee(project, why="Plus tard", by=None) is None
    assert said(project) == (Stage.IN_COMMITTEE, "conditional_go", True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["conditional_go", "deferral", "no_go"])
def test_reasons_are_compulsory_except_for_go_d31(outcome):
    decision = prepare(in_committee(), outcome, conditions=1, confirmed=False)
    assert code_of(decision.confirm, by=None) == "reasons"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(status="confirmed", confirmed_at=timezone.now())
    prepare(in_committee(), "go", confirmed=False).confirm(by=None)


@pytest.mark.django_db
def test_a_conditional_go_names_a_condition_d30():
    decision = prepare(in_committee(), "conditional_go", confirmed=False)
    decision.write(by=None, version=0, reasons="Il manque un local.")
    assert code_of(decision.confirm, by=None) == "conditions"


@pytest.mark.django_db
def test_two_windows_never_write_over_each_other_and_what_is_confirmed_is_corrected_before_release_d31():
    decision = prepare(in_committee(), "no_go", confirmed=False)
    decision.write(by=None, version=0, reasons="Trop cher.")
    assert code_of(decision.write, by=None, version=0, reasons="Trop tôt.") == "stale"
    decision.confirm(by=None)
    assert code_of(decision.write, by=None, version=1, reasons="Trop tôt.") == "stale"
    decision.correct(by=None)
    decision.write(by=None, version=1, reasons="Trop tôt.")
    decision.confirm(by=None)
    decision.release(by=None)
    assert code_of(decision.correct, by=None) == "stale"
    assert decision.reasons == "Trop tôt."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [{"reasons": "Autre"}, {"outcome": "go"}, {"status": "confirmed", "released_at": None}, {"return_from": None}],
)
def test_a_released_decision_never_changes_d31(values):
    decision = prepare(in_committee(), "no_go", confirmed=False)
    Decision.objects.update(return_from=timezone.localdate())
    decision.write(by=make_person(), version=0, reasons="Trop cher.")
    decision.confirm(by=None)
    decision.release(by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.delete()
    Decision.objects.update(prepared_by=None)  # names go, with whoever is erased


@pytest.mark.django_db
def test_an_outcome_never_changes_even_before_it_is_released_d29():
    decision = prepare(in_committee(), confirmed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(outcome="no_go")


@pytest.mark.django_db(transaction=True)
def test_two_releases_and_two_lifted_conditions_at_the_same_instant_count_once():
    project = in_committee()
    decision = prepare(project, "conditional_go", conditions=2)
    at_once([lambda: Decision.objects.get(pk=decision.pk).release(by=None)] * 2)
    assert said(project) == (Stage.IN_COMMITTEE, "conditional_go", True, 2)
    assert project.steps.filter(kind="decided").count() == 1
    at_once([lambda pk=one.pk: Condition.objects.get(pk=pk).lift(by=None) for one in Condition.objects.all()])
    assert said(project)[3] == 0


def at_once(acts):
    def run(act):
        try:
            act()
        except ValidationError:
            pass  # the second of two clicks
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.once
def test_only_one_module_writes_the_decision_d23():
    writers = {
        str(path.relative_to(ROOT))
        for app in ("config", "projects")  # lower floors cannot know it
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and any(writes(node) for node in ast.walk(ast.parse(path.read_text())))
    }
    assert writers == {"projects/models/decision.py"}


def writes(node):
    """Whether a piece of code sets one of the three fields: an attribute, or a value of `update` or `create`."""
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Attribute) and target.attr in FIELDS for target in node.targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        named = {one.arg for one in node.keywords}
        return node.func.attr in ("update", "create", "update_or_create") and bool(named & set(FIELDS[1:]))
    return False
