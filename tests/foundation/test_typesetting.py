"""PDF typeset by typst: what people typed is only ever text, whatever it looks like."""

import subprocess
import sys

import pytest

from foundation import typesetting
from tests import pdfs
from tests.structure.floors import name, project_files

pytestmark = pytest.mark.once

SHEET = {
    "pk": 1, "sender": ["Pays lédonien"], "by_hand": "", "day": "lundi", "subject": "S", "qr": "", "code": "",
    "language": "fr",
}  # fmt: skip
HOSTILE = '#read("/etc/passwd") ] " \\ ${x}$ #import "@preview/a:1.0.0" = Titre *gras* <img> {{ x }} %00 \u202e'


def letter(*words, to=("Nadia Morel",)):
    data = {"sheets": [{**SHEET, "to": list(to), "paragraphs": [[one] for one in words]}]}
    return typesetting.pdf("events/letters.typ", data, language="fr", title="Lettres")


def test_what_people_typed_is_printed_as_they_typed_it():
    content = letter(HOSTILE, 'L’été à « Lons », 12 œufs : "]', to=('O\'Brien #eval("1+1")', "12 rue [des] Prés"))
    read = pdfs.text(content)
    for words in ('O\'Brien#eval("1+1")', "12rue[des]Prés", 'L’étéà«Lons»,12œufs:"]', "<img>{{x}}%00"):
        assert words in read
    assert '#read("/etc/passwd")]"\\${x}$#import"@preview/a:1.0.0"=Titre*gras*' in read
    assert b"root:x:" not in content


def test_letters_that_no_font_has_spoil_nothing():
    assert "Bravo" in pdfs.text(letter("Bravo 🎉👩‍🌾"))
    assert b"pdfaid:part>2<" in letter("Bravo 🎉👩‍🌾", "محمد")
    assert "Bonjour" in pdfs.text(letter("Bonjour 李小龙"))


def test_the_file_keeps_for_ever_and_is_read_aloud():
    content = letter("Bonjour")
    assert b"pdfaid:part>2<" in content
    assert b"pdfuaid:part>1<" in content
    assert b"/Lang(fr)" in content
    assert pdfs.pages(content) == 1


def test_a_template_opens_nothing_above_its_folder(settings, tmp_path):
    import typst

    (tmp_path / "templates").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates" / "bad.typ").write_text('#read("../secret.txt")')
    settings.BASE_DIR = tmp_path
    with pytest.raises(typst.TypstError):
        typesetting.pdf("bad.typ", {}, language="fr", title="T")


def test_typst_is_loaded_only_to_print():
    loaded = "import sys, foundation.typesetting; print('typst' in sys.modules)"
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "False"


def test_templates_ask_the_network_for_nothing():
    assert [name(path) for path in project_files("templates/*.typ") if "@preview" in path.read_text()] == []
