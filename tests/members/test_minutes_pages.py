"""Pages of minutes, the same in every room: completed, adopted, followed, signed (D51); here, those of an assembly."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from foundation.typography import long_date
from members.assemblies.minutes import draft
from members.minutes import adopt
from members.models import MinutesAddendum, MinutesSigned
from tests import pdfs
from tests.members.assemblies.results import an_assembly_over
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
A_PDF = b"%PDF-1.7 signed"


@pytest.fixture
def desk(client, settings, tmp_path):
    """(kept minutes, a draft that says all it must; who keeps them; their addresses by name), the keeper signed in."""
    settings.MEDIA_ROOT = tmp_path
    assembly, keeper = an_assembly_over()
    kept = draft(assembly)
    kept.minutes.correct(content=kept.minutes.content | {"convening": "Par lettre."}, version=0)
    sign_in(client, keeper)
    place = [assembly.cooperative.territory.slug, assembly.pk]
    return kept, keeper, lambda name, *more: reverse(f"assemblies:minutes{name}", args=[*place, *more])


def signed_file(name="pv.pdf", content=A_PDF):
    return {"kind": "scan", "file": SimpleUploadedFile(name, content)}


def test_a_draft_is_completed_once_and_two_windows_never_overwrite(client, desk):
    kept, _keeper, page = desk
    form = client.get(page("_correct")).context["form"]
    shown = [field.name for _title, _hint, fields in form.sections() for field in fields]
    assert sorted([*shown, "version"]) == sorted(form.fields)  # what is asked is on the page
    typed = {field.html_name: field.value() for field in form} | {"remarks": "La salle était froide."}
    assert client.post(page("_correct"), typed).status_code == 302
    again = client.post(page("_correct"), typed | {"remarks": "Autre"})
    assert (again.status_code, again.context["form"]["remarks"].value()) == (422, "Autre")
    kept.minutes.refresh_from_db()
    assert kept.minutes.content["remarks"] == "La salle était froide."


def test_minutes_are_adopted_at_a_later_meeting_whose_day_is_said(client, desk):
    kept, keeper, page = desk
    today = timezone.localdate()
    type(kept.minutes).objects.filter(pk=kept.minutes.pk).update(held_on=today - timedelta(days=30))
    typed = {"how": "later", "version": 1}
    refused = ("", today + timedelta(days=1), today - timedelta(days=30), "jamais")
    answers = [client.post(page("_adopt"), typed | {"day": day}) for day in (*refused, today, today)]
    assert [one.status_code for one in answers] == [422, 422, 422, 422, 302, 422]  # the last is a second click
    kept.minutes.refresh_from_db()
    assert kept.minutes.number == 1
    assert kept.minutes.adopted_as == (
        f"{keeper}, pour le conseil de la coopérative. Par les sociétaires, lors de leur assemblée générale du"
        f" {long_date(today)}."
    )
    assert client.get(page("_correct")).status_code == 302


def test_what_minutes_lack_is_said_and_refuses_their_adoption(client, desk):
    kept, _keeper, page = desk
    kept.minutes.correct(content=kept.minutes.content | {"convening": ""}, version=1)
    assert len(client.get(page("")).context["lacking"]) == 1
    refused = client.post(page("_adopt"), {"how": "officers", "version": 2})
    said = "Le procès-verbal ne dit pas encore\xa0: comment et quand les membres ont été convoqués."
    assert (refused.status_code, refused.context["adoption"].non_field_errors()) == (422, [said])


def test_addenda_and_signed_files_follow_adopted_minutes(client, desk):
    kept, keeper, page = desk
    sign, more = page("_sign"), page("_addendum")
    early = [client.post(address, {"text": "Trop tôt"} | signed_file()) for address in (sign, more)]
    assert [one.status_code for one in early] == [404, 404]
    adopt(kept, by=keeper, how="", version=1)
    assert [client.post(more, {"text": text}).status_code for text in ("Lire 12.", "Lire 12.", " ")] == [302, 302, 422]
    wrong = ({"kind": "scan"}, signed_file("pv.exe", b"MZ"), signed_file(content=b"<html>"))
    assert [client.post(sign, data).status_code for data in wrong] == [422] * 3
    assert [client.post(sign, signed_file()).status_code for _click in (1, 2)] == [302, 302]
    row = MinutesSigned.objects.get()
    given = client.get(page("_signed", row.key))
    assert (b"".join(given), given["Content-Disposition"]) == (A_PDF, 'attachment; filename="pv-1-signe.pdf"')
    aside = page("_set_aside", row.key)
    assert [client.post(aside, {"why": why}).status_code for why in ("", "Mauvaise page", "encore")] == [422, 302, 404]
    assert MinutesAddendum.objects.count() == 1
    assert "Lire12." in pdfs.text(client.get(page("_pdf")).content)
