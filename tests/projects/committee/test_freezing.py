"""The experts judge a frozen copy, with its documents, under one fingerprint (D24)."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from foundation import pictures
from ideas.groups.checking_files import Accepted
from ideas.groups.models import GroupFile
from projects.committee import comparing, freezing
from projects.committee.models import AgendaItem, CommitteeFile, Proposal, Session
from projects.models import Project, SheetPhoto
from projects.models.sheet import Sheet
from tests.factories import make_agenda_item, make_committee, make_expert, make_session
from tests.pictures import upload
from tests.projects.filling import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    session = make_session(committee=make_committee())
    item = make_agenda_item(session=session)
    fill(item.project, "documentation", "forecast")
    return item


def write(project, kind, name, text):
    sheet = Sheet.of(project, kind)
    entry = sheet.entries.get(name=name)
    sheet.write(name, text, base=entry.token, membership=project.group.leads().get())


def test_frozen_copy_stays_while_the_project_lives_on(item):
    file = freezing.freeze(item, by=None)
    before, sha256 = file.content, file.sha256
    write(item.project, "forecast", "assumptions", "Tout a changé")
    file.refresh_from_db()
    assert (file.content, file.sha256, freezing.broken(file)) == (before, sha256, [])


def test_fingerprint_is_the_same_whoever_freezes_and_in_which_language(item):
    first = freezing.freeze(item, by=None).sha256
    with translation.override("en"):
        second = freezing.freeze(item, by=None).sha256
    assert second == first


def test_words_changed_in_the_database_are_seen(item):
    file = freezing.freeze(item, by=None)
    file.content["project"]["summary"] = "Autre chose"
    CommitteeFile.objects.filter(pk=file.pk).update(content=file.content)
    assert freezing.broken(CommitteeFile.objects.get()) == ["Les textes de la copie ont été modifiés."]


def test_documents_are_copied_and_the_project_may_delete_its_own(item):
    lead = item.project.group.leads().get()
    photo = SheetPhoto.add(item.project, pictures.read(upload()), alt="Le trajet", membership=lead)
    paper = GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    left_out = GroupFile.add(item.project.group, Accepted("notes.txt", "txt", b"entre nous"))
    Proposal.objects.create(project=item.project).documents.set([paper])
    file = freezing.freeze(item, by=None)
    photo.discard()
    default_storage.delete(paper.stored_name)
    copies = list(file.documents.values_list("name", "kind"))
    assert (copies, freezing.broken(file)) == ([("Le trajet", "jpg"), ("devis.pdf", "pdf")], [])
    assert left_out.name not in str(file.content)


def test_a_document_changed_on_the_disk_is_seen(item):
    GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    Proposal.objects.create(project=item.project).documents.set(GroupFile.objects.all())
    file = freezing.freeze(item, by=None)
    stored = file.documents.get().stored_name
    default_storage.delete(stored)
    default_storage.save(stored, ContentFile(b"%PDF-1.4 autre"))
    assert len(freezing.broken(file)) == 1


def test_a_document_that_is_lost_is_named_in_the_copy(item):
    paper = GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    Proposal.objects.create(project=item.project).documents.set([paper])
    default_storage.delete(paper.stored_name)
    file = freezing.freeze(item, by=None)
    assert (file.content["absent"], file.content["documents"]) == (["devis.pdf"], [])


def test_freezing_again_is_noted_and_replaces_what_is_read(item, django_capture_on_commit_callbacks):
    keeper = make_expert(committee=item.session.committee).person
    GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    Proposal.objects.create(project=item.project).documents.set(GroupFile.objects.all())
    first = freezing.freeze(item, by=keeper)
    stored = first.documents.get().stored_name
    write(item.project, "forecast", "assumptions", "Essai de novembre")
    with django_capture_on_commit_callbacks(execute=True):
        second = freezing.freeze(item, by=keeper)
    marks = [(one.sha256, one.by) for one in second.freezings.all()]
    assert marks == [(first.sha256, keeper), (second.sha256, keeper)]
    assert (first.sha256 != second.sha256, default_storage.exists(stored)) == (True, False)


@pytest.mark.parametrize("status", [Session.Status.OPEN, Session.Status.CLOSED])
def test_a_copy_does_not_change_once_the_votes_open(item, status):
    file = freezing.freeze(item, by=None)
    Session.objects.update(status=status)
    with pytest.raises(ValidationError) as refusal:
        freezing.freeze(item, by=None)
    assert (refusal.value.code, file.freezings.count()) == ("late", 1)


def test_a_file_withdrawn_is_not_frozen(item):
    AgendaItem.objects.update(status=AgendaItem.Status.WITHDRAWN)
    with pytest.raises(ValidationError) as refusal:
        freezing.freeze(item, by=None)
    assert (refusal.value.code, CommitteeFile.objects.exists()) == ("late", False)


def test_a_refusal_leaves_no_document_behind(item, monkeypatch):
    GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    Proposal.objects.create(project=item.project).documents.set(GroupFile.objects.all())
    freezing.freeze(item, by=None)
    before = default_storage.listdir("committee")
    monkeypatch.setattr(freezing, "_kept", lambda *_args, **_values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        freezing.freeze(item, by=None)
    assert default_storage.listdir("committee") == before


def test_what_changed_since_the_session_before_is_frozen_with_the_file(item):
    freezing.freeze(item, by=None)
    AgendaItem.objects.update(status=AgendaItem.Status.CLOSED)
    write(item.project, "forecast", "assumptions", "Essai du 3 novembre 2019")
    Project.objects.update(summary="Des voisins qui conduisent.")
    item.project.refresh_from_db()
    session = make_session(committee=item.session.committee, days=60)
    file = freezing.freeze(make_agenda_item(session=session, project=item.project), by=None)
    changed = [(one["before"], one["after"]) for one in file.content["changes"]]
    assert changed == [
        ("", "Des voisins qui conduisent."),
        ("Essai du 12 octobre 2019", "Essai du 3 novembre 2019"),
    ]
    assert file.content["since"] == timezone.localdate(item.session.starts_at).isoformat()


@pytest.mark.once
def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert freezing.canonical({"b": 1, "a": ["é"]}) == '{"a":["é"],"b":1}'
    assert freezing.fingerprint({}) == hashlib.sha256(b"{}").hexdigest()


@pytest.mark.once
def test_changes_name_what_was_taken_away_too():
    def content(answers):
        block = {"title": "", "answers": [[name, text] for name, text in answers.items()]}
        chapter = {"title": "Analyse", "sections": [{"title": "Forces", "blocks": [block]}]}
        return {"project": {"summary": ""}, "chapters": [chapter]}

    found = comparing.changes_between(content({"Forces": "oui", "Risques": "gel"}), content({"Forces": "oui"}))
    assert found == [{"chapter": "Analyse", "question": "Risques", "before": "gel", "after": ""}]
