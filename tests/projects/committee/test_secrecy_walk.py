"""Every address of the committee, as every role, while votes are sealed: a vote opens to its author alone (D28)."""

from functools import partial

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter

from foundation import sealing
from members.models import Role
from projects.committee import lifting, opining
from projects.committee.declaring import recuse
from projects.committee.models.vote import cast_vote
from projects.committee.voting import ask_code
from tests.factories import make_expert, make_organiser, make_person, make_role, make_secretary
from tests.projects.committee.ballots import a_short_vote, a_whole_grid, an_open_session, may_read
from tests.signing import sign_in
from tests.structure.test_access_table import rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CONDITION = "Réserve reconnaissable 7391"
# What speaks of the committee elsewhere: what one has to do, what is held about oneself.
GATHERED = ("/espace/", "/espace/donnees/mes-donnees.json")


def addresses(item, expert, short):
    """Every page of the committee, about what is given, and those that gather."""
    committee = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "committee")
    about = {"seances/": item.session_id, "membres/": expert.pk, "dossiers/": item.pk, "votes/": short.pk}
    read = {name for (name, method, _subject), _answers in rows() if method == "GET"}
    found = set(GATHERED)
    for pattern in committee.url_patterns:
        if (name := f"committee:{pattern.name}") not in read:
            continue  # the access table says that it only takes what is sent
        route, kinds = str(pattern.pattern), pattern.pattern.converters
        pk = next((pk for word, pk in about.items() if word in route), item.pk)
        values = {key: pk if isinstance(kind, IntConverter) else "x" for key, kind in kinds.items()}
        if "slug" in kinds:
            values["slug"] = item.project.slug if "projets/" in route else item.session.committee.territory.slug
        found.add(reverse(name, kwargs=values))
    return sorted(found)


def test_no_address_opens_another_s_vote_to_any_role(monkeypatch):
    (voter, other, recused), (item,) = an_open_session()
    committee, territory = item.session.committee, item.project.territory
    chair = make_expert(committee=committee, office="chair")
    may_read(chair, [item])
    cast_vote(item, voter, choice="conditional_go", condition=CONDITION)
    cast_vote(item, other, choice="no_go")
    ask_code(item, chair, choice="conditional_go", condition=CONDITION)
    cast_vote(item, recused, choice="go")
    recuse(item, recused, reason="family", by=recused.person)
    short = a_short_vote(committee, by=chair.person)
    lifting.cast(short, voter, lifted=True)
    lifting.ask_code(short, other, lifted=False)
    opining.save(item, other, a_whole_grid())
    opining.lock(item, other)
    elected, administrator = make_person(), make_person()
    make_role(elected, territory=territory, kind=Role.Kind.ELECTED)
    make_role(administrator, territory=territory, kind=Role.Kind.ADMINISTRATOR)
    roles = {
        "voter": voter.person,
        "other": other.person,
        "recused": recused.person,
        "chair": chair.person,
        "secretary": make_secretary(committee=committee),
        "organiser": make_organiser(territory=territory),
        "administrator": administrator,
        "elected": elected,
        "bearer": make_person(email=item.project.group.memberships.first().email),
        "stranger": None,
    }
    for number in (403, 404):  # their page says nothing of the request: it need not be drawn five hundred times
        refusal = partial(HttpResponse, b"", status=number)
        monkeypatch.setattr(f"config.urls.handler{number}", lambda *_, r=refusal, **__: r(), raising=False)
    opened, unseal = [], sealing.unseal
    monkeypatch.setattr(sealing, "unseal", lambda sealed, about: opened.append(about) or unseal(sealed, about=about))
    pages = addresses(item, voter, short)
    seen = {}
    for role, person in roles.items():
        client = sign_in(Client(), person) if person else Client()
        opened.clear()
        told = [page for page in pages if CONDITION.encode() in getattr(client.get(page), "content", b"")]
        seen[role] = (sorted(set(opened)), told)
    own = reverse("committee:opinion", args=[item.pk])
    code = reverse("committee:vote_code", args=[item.pk])
    assert {role: found for role, found in seen.items() if found != ([], [])} == {
        "voter": ([f"lifting:{short.pk}:{voter.pk}", f"vote:{item.pk}:{voter.pk}"], []),
        "other": ([f"pending:lifting-{short.pk}:{other.pk}", f"vote:{item.pk}:{other.pk}"], []),
        "chair": ([f"pending:{item.pk}:{chair.pk}"], [code]),
    }
    assert own in pages
