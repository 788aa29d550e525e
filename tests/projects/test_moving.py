"""Stages, one by one, once everything is there; stopping, resuming, joining another (D21, D23)."""

import pytest
from django.core.exceptions import ValidationError

from ideas.models import Stage as IdeaStage
from outbox.models import Message
from projects import handing, moving, sentences, stages
from projects.models import Agreement, Project, ProjectStep, Stage
from tests.factories import make_event, make_idea, make_organiser, make_project, make_territory
from tests.projects.filling import fill

pytestmark = pytest.mark.django_db
WAY_OF_THE_TEAM = ["documented", "analysed", "prototyped", "designed", "modelled"]


def agree_to_all(project, stage):
    for sentence in sentences.of(project, stage):
        sentences.agree(project, stage, sentence.key, membership=project.group.leads().first())


def walk(project, until):
    """Take every stage until `until`, everything being there."""
    for stage in WAY_OF_THE_TEAM[: WAY_OF_THE_TEAM.index(until) + 1]:
        agree_to_all(project, stage)
        moving.advance(project, stage)
    return project


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def test_a_stage_names_what_is_missing_and_where_it_is_mended_d21():
    project = make_project()
    with pytest.raises(moving.Unready) as refused:
        moving.advance(project, Stage.DOCUMENTED)
    urls = [one.url.partition("#")[0] for one in refused.value.missing]
    assert urls == [*[f"{project.get_absolute_url()}fiches/documentation/"] * 3, *[project.workspace_url] * 2]
    assert Project.objects.get().stage == Stage.STARTED


def test_a_project_walks_the_stages_in_order_and_the_committee_holds_the_next_door_d21_d24():
    project = make_project()
    fill(project)
    assert code_of(moving.advance, project, Stage.ANALYSED) == "order"
    walk(project, "modelled")
    assert [step.stage for step in project.steps.filter(kind="advanced").order_by("pk")] == WAY_OF_THE_TEAM
    assert [code_of(moving.advance, project, stage) for stage in ("in_committee", "accompanied", "launched")] == [
        "committee"
    ] * 3
    lacks = [one.url for one in stages.missing_for_committee(project)]
    assert lacks == [f"{project.workspace_url}equipe/", f"{project.workspace_url}#phrases"]
    handing.accept(handing.ask_to_bear(project, project.group.leads().get()))
    agree_to_all(project, Stage.IN_COMMITTEE)
    assert stages.missing_for_committee(project) == []


def test_a_sheet_emptied_since_is_asked_again_d21():
    project = make_project()
    fill(project)
    walk(project, "analysed")
    project.sheets.get(kind="documentation").entries.update(text="")
    agree_to_all(project, Stage.PROTOTYPED)
    assert code_of(moving.advance, project, Stage.PROTOTYPED) == "condition"


def test_sentences_are_agreed_once_with_who_and_when_and_rewritten_ones_anew_d21():
    project = make_project()
    lead = project.group.leads().get()
    key = sentences.USUAL[Stage.DOCUMENTED][0][0]
    for _ in range(2):
        sentences.agree(project, Stage.DOCUMENTED, key, membership=lead)
    assert list(Agreement.objects.values_list("key", "role", "membership")) == [(key, "lead", lead.pk)]
    sentences.rewrite(project.territory, Stage.DOCUMENTED, ["Nous avons vu dix habitants.", ""])
    assert [(str(one.text), one.agreed) for one in sentences.of(project, Stage.DOCUMENTED)] == [
        ("Nous avons vu dix habitants.", None)
    ]
    sentences.rewrite(project.territory, Stage.DOCUMENTED, [])
    assert [one.agreed is not None for one in sentences.of(project, Stage.DOCUMENTED)] == [True, False]


def test_going_back_needs_a_reason_and_changes_one_stage_d21():
    project = make_project(stage=Stage.PROTOTYPED)
    assert code_of(moving.go_back, project, why=" ") == "reason"
    moving.go_back(project, why="Le prêt du camion est remis.")
    assert (project.stage, project.steps.first().why) == (Stage.ANALYSED, "Le prêt du camion est remis.")
    assert code_of(moving.go_back, make_project(stage=Stage.STARTED), why="Non") == "forbidden"


def test_a_suspended_project_gives_its_ideas_back_to_the_group_and_resumes_where_it_stopped_d18_d21():
    project = make_project(stage=Stage.DESIGNED)
    moving.suspend(project, why="L’hiver.", membership=project.group.leads().get())
    idea = project.ideas().get()
    assert (project.stage, project.came_from, idea.stage) == (Stage.SUSPENDED, Stage.DESIGNED, IdeaStage.GROUPED)
    assert idea.steps.first().why == "L’hiver."
    assert code_of(moving.advance, project, Stage.MODELLED) == "stale"
    moving.resume(project)
    idea.refresh_from_db()
    assert (project.stage, project.came_from, idea.stage) == (Stage.DESIGNED, "", IdeaStage.PROJECT)


def test_an_abandoned_project_lets_its_ideas_go_and_comes_back_only_if_they_are_free():
    project = make_project(stage=Stage.ANALYSED, seeking_bearer=True)
    moving.abandon(project, why="Un autre le fait déjà.", set_aside=True)
    idea = project.ideas().get()
    assert (project.stage, project.seeking_bearer, idea.stage) == (Stage.ABANDONED, False, IdeaStage.SET_ASIDE)
    moving.resume(project)
    moving.abandon(project, why="Encore.")
    make_project(group=project.group, name="Autrement")
    assert code_of(moving.resume, project) == "taken"


def test_what_was_in_committee_resumes_before_it_d24():
    project = make_project(stage=Stage.SUSPENDED, came_from=Stage.IN_COMMITTEE)
    moving.resume(project)
    assert project.stage == Stage.MODELLED


def test_a_project_joins_another_and_stands_alone_again():
    event = make_event()
    one, other = (make_project(event=event, lead=f"{name}@example.org", name=name) for name in ("un", "deux"))
    Project.objects.filter(pk=one.pk).update(stage=Stage.ANALYSED)
    moving.merge(one, other, why="Le même camion.")
    assert (one.stage, one.came_from, one.merged_into) == (Stage.MERGED, Stage.ANALYSED, other)
    assert code_of(moving.merge, other, one, why="Boucle") == "stale"
    moving.unmerge(one)
    assert (one.stage, one.came_from, one.merged_into) == (Stage.ANALYSED, "", None)
    assert [step.kind for step in other.steps.all()][:2] == ["let_go", "received"]
    far = make_project(event=make_event(territory=make_territory(name="Petite Montagne")), lead="loin@example.org")
    assert code_of(moving.merge, one, far, why="Trop loin") == "target"


def test_each_real_step_is_told_once_to_the_others_of_the_group():
    project = make_project()
    lead = project.group.leads().get()
    make = {"membership": lead}
    fill(project)
    agree_to_all(project, Stage.DOCUMENTED)
    moving.advance(project, Stage.DOCUMENTED, by=None)
    moving.suspend(project, why="L’été.", **make)
    moving.resume(project)
    told = (
        Message.objects.filter(about=project.subject, to="lea@example.org")
        .order_by("pk")
        .values_list("kind", flat=True)
    )
    assert list(told) == ["project-started", "project-stage-reached", "project-resumed"]


def test_the_history_keeps_the_role_when_the_name_is_gone_d18():
    project = make_project(event=make_event())
    moving.suspend(project, why="Pause.", by=make_organiser(territory=project.territory))
    assert ProjectStep.objects.first().who == "l’équipe"


def test_ideas_that_cannot_make_a_project_are_refused():
    from projects.starting import start_project

    event = make_event()
    whole, part = make_idea(event=event), make_idea(event=event, title="Autre")
    type(part).objects.filter(pk=part.pk).update(merged_into=whole, whole=whole)
    assert code_of(start_project, []) == "none"
    assert code_of(start_project, [part]) == "merged"
    start_project([whole])
    assert code_of(start_project, [whole]) == "taken"
