"""Files of a group: a bad one is refused and the rest kept; nobody else reads them; a week to undo (D58)."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from ideas.groups import checking_files
from ideas.groups.models import GroupFile, GroupShelf
from ideas.groups.models.file import discard
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_organiser, make_working_group
from tests.pictures import jpeg
from tests.signing import sign_in

PDF = b"%PDF-1.7\n%fin"


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more):
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", **more})


ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("devis.pdf", PDF), ("Devis.PDF", PDF), ("plan.docx", docx()), ("notes.odt", ODT),
        ("liste.csv", "nom;âge\r\n".encode("cp1252")), ("mot.txt", b"Bonjour"),
        ("dossier/../plan.pdf", PDF),
    ],
)  # fmt: skip
def test_good_files_are_taken(name, content):
    accepted = checking_files.read(SimpleUploadedFile(name, content))
    assert accepted.content == content
    assert "/" not in accepted.name


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("jeu.exe", b"MZ\x90\x00"), ("page.html", b"<html>"), ("dessin.svg", b"<svg/>"), ("rien", b"x"),
        ("macro.docm", docx()), ("vieux.doc", b"\xd0\xcf\x11\xe0"), ("script.js", b"alert(1)"), ("vide.pdf", b""),
        ("faux.pdf", b"MZ\x90\x00"), ("faux.docx", PDF), ("autre.docx", packed({"a.txt": "x"})),
        ("cache.docx", docx(**{"word/vbaProject.bin": "x"})), ("basic.odt", packed({"mimetype": "x"})),
        ("page.txt", b"<!DOCTYPE html><script>"), ("dessin.txt", b"\xef\xbb\xbf <svg onload=x>"),
        ("nul.csv", b"a\x00b"), ("faux.jpg", b"<html>"), ("coupe.docx", docx()[:40]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a zip holds the hour at which it was made
)  # fmt: skip
def test_bad_files_are_refused_with_their_name(name, content):
    with pytest.raises(ValidationError) as refusal:
        checking_files.read(SimpleUploadedFile(name, content))
    assert name.partition(".")[0] in refusal.value.messages[0]


@pytest.mark.once
def test_a_small_file_that_unpacks_into_far_more_is_refused(monkeypatch):
    monkeypatch.setattr(checking_files, "MOST_UNPACKED", 1_000_000)
    bomb = docx(**{"word/media/a.bin": b"\0" * 2_000_000})
    assert len(bomb) < 10_000
    with pytest.raises(ValidationError):
        checking_files.read(SimpleUploadedFile("bombe.docx", bomb))


@pytest.mark.once
def test_a_photo_loses_what_the_camera_noted():
    exif = Image.Exif()
    exif[0x010F] = "Marque de l’appareil"
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    accepted = checking_files.read(SimpleUploadedFile("terrain.jpeg", out.getvalue()))
    assert (accepted.name, dict(Image.open(io.BytesIO(accepted.content)).getexif())) == ("terrain.jpg", {})


@pytest.fixture
def group(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_working_group()


def test_several_at_once_the_bad_one_is_refused_and_the_rest_kept(group, client, settings):
    settings.UPLOAD_MAX_BYTES = 2000
    client.get(group.leads().get().open_url(), follow=True)
    url = f"{group.get_absolute_url()}fichiers/"
    sent = [
        SimpleUploadedFile("devis.pdf", PDF), SimpleUploadedFile("jeu.exe", b"MZ"),
        SimpleUploadedFile("lourd.pdf", PDF + b"x" * 3000), SimpleUploadedFile("mot.txt", b"Bonjour"),
    ]  # fmt: skip
    page = client.post(url, {"files": sent}, follow=True)
    assert sorted(GroupFile.objects.values_list("name", flat=True)) == ["devis.pdf", "mot.txt"]
    text = page.content.decode()
    assert [name in text for name in ("jeu.exe", "lourd.pdf")] == [True, True]
    assert client.post(url, {"files": [SimpleUploadedFile("jeu.exe", b"MZ")]}).status_code == 422
    assert client.post(url, {}).status_code == 422


def test_a_file_is_saved_by_members_and_the_team_only_and_never_shown_in_a_page(group, client, rf):
    file = GroupFile.add(group, checking_files.Accepted("devis.pdf", "pdf", PDF))
    url = f"{group.get_absolute_url()}fichiers/{file.key}/"
    assert client.get(url).status_code == 404
    sign_in(client, make_organiser(territory=group.territory))
    response = client.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert (response["Content-Disposition"], response["X-Content-Type-Options"]) == (
        'attachment; filename="devis.pdf"', "nosniff",
    )  # fmt: skip
    assert client.get(f"{make_working_group(lead=None).get_absolute_url()}fichiers/{file.key}/").status_code == 404


def test_a_deleted_file_comes_back_for_a_week_then_is_gone_with_its_room(group):
    file = GroupFile.add(group, checking_files.Accepted("devis.pdf", "pdf", PDF))
    now = timezone.now()
    assert (file.delete_for_now(), file.delete_for_now(), file.put_back(now=now)) == (True, False, True)
    file.delete_for_now()
    assert discard(GroupFile.objects.due_to_go(now + timedelta(days=6))) == 0
    assert default_storage.exists(file.stored_name)
    assert discard(GroupFile.objects.due_to_go(now + timedelta(days=7, minutes=1))) == 1
    assert (GroupFile.objects.count(), GroupShelf.objects.get().bytes) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_files_sent_at_once_never_pass_what_a_group_may_keep(settings, tmp_path):
    settings.MEDIA_ROOT, settings.GROUP_FILES_MAX_BYTES = tmp_path, 3 * len(PDF)
    group = make_working_group(lead=None)
    accepted = checking_files.Accepted("devis.pdf", "pdf", PDF)
    kept = sum(in_threads(12, lambda _number: attempted(lambda: GroupFile.add(group, accepted))))
    assert (kept, GroupFile.objects.count(), GroupShelf.objects.get().bytes) == (3, 3, 3 * len(PDF))
    assert len(list((tmp_path / "groups").iterdir())) == 3  # a refused file leaves nothing behind


@pytest.mark.once
def test_a_real_photo_is_taken():
    assert checking_files.read(SimpleUploadedFile("photo.jpg", jpeg())).kind == "jpg"
