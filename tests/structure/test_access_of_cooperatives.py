"""The other half of the access table: those of a cooperative, and of another one, over access_of_cooperatives.txt.

A line reads as in access_table.txt, then the answer to a member of the cooperative of territory A, of whom the line is
when it is of a member, to its board, to who left it, and to a member of the cooperative of B, who is of its board.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from members.cooperative.models import Member
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper
from tests.factories import make_event, make_person, make_project, make_territory, make_working_group
from tests.signing import sign_in
from tests.structure import assembly_scene, cooperative_scene, members_scene
from tests.structure.test_access_table import answer
from tests.structure.test_access_table import rows as rows_of_everyone

TABLE = Path(__file__).with_name("access_of_cooperatives.txt").read_text()
ROLES = ("member A", "board A", "former member A", "member and board B")
NAMESPACES = ("cooperative:", "assemblies:")


def rows():
    for line in TABLE.strip().splitlines():
        name, method, subject, *answers = line.split()
        yield (name, method, subject), tuple(int(one) for one in answers)


@pytest.mark.once
def test_table_has_the_lines_of_the_first_one():
    known = [row for row, _answers in rows_of_everyone() if row[0].startswith(NAMESPACES)]
    assert [row for row, _answers in rows()] == known


@pytest.mark.once
@pytest.mark.django_db
def test_each_page_of_a_cooperative_opens_to_whom_the_table_says():
    cache.clear()
    subjects, sessions = make_scene_of_both_cooperatives()
    found = {row: tuple(answer(session, *row, subjects) for session in sessions) for row, _answers in rows()}
    wrong = {row: dict(zip(ROLES, found[row], strict=True)) for row, answers in rows() if found[row] != answers}
    assert wrong == {}


def make_scene_of_both_cooperatives():
    """What lines are about, all of it in territory A, by the word of the table; and one session per role."""
    here, there = make_territory(name="A", slug="a"), make_territory(name="B", slug="b")
    project = make_project(group=make_working_group(event=make_event(territory=here)))
    of_cooperative = cooperative_scene.subjects_of(here)
    of_members = members_scene.subjects_of(here.cooperative, project)
    member, former, other = make_person(), make_person(), make_cooperative(territory=there)
    Member.objects.filter(**of_members["membership"]).update(person=member)
    me = Member.objects.get(**of_members["membership"])
    of_assemblies = assembly_scene.subjects_of(here.cooperative, me)
    plain = {"-": {}, "territory": {"slug": here.slug}, "token": {"token": "x"}}
    subjects = {**plain, **of_cooperative, **of_members, **of_assemblies}
    gone = make_cooperator(cooperative=here.cooperative, person=former)
    day = timezone.localdate() - timedelta(days=9)
    Member.objects.filter(pk=gone.pk).update(status=Member.Status.LEFT, left_on=day)
    elsewhere = make_keeper(cooperative=other)
    make_cooperator(cooperative=other, person=elsewhere)
    people = [member, make_keeper(cooperative=here.cooperative), former, elsewhere]
    return subjects, [sign_in(Client(), someone).cookies for someone in people]
