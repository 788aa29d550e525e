"""What can be said of files without running them: their length, and what a strict content policy refuses."""

import re

import pytest

from tests.structure.floors import name, project_files

pytestmark = pytest.mark.once

LONGEST = 400  # lines; longer files are split by an idea that has a name
INLINE = re.compile(
    r"""<style\b|<script(?![^>]*\bsrc=)(?![^>]*type="application/)|\sstyle=|\son[a-z]+=|\shx-on|javascript:""", re.I
)


def test_no_file_is_longer_than_400_lines():
    long = {
        name(path): lines
        for path in project_files("*.py", "*.html", "*.js", "*.css")
        if "/migrations/" not in name(path) and (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def test_pages_hold_no_style_and_no_script_of_their_own():
    """The content policy allows none; mails, which have no other way, are apart."""
    held = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in project_files("templates/*.html")
        if not name(path).startswith("templates/emails/")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if INLINE.search(line)
    ]
    assert held == []


def test_no_folder_is_named_after_nothing():
    vague = {"utils.py", "helpers.py", "mixins.py", "services", "selectors", "common"}
    assert [name(path) for path in project_files("*.py") if vague & set(path.parts)] == []


def test_test_folders_are_packages():
    folders = {path.parent for path in project_files("tests/*.py")}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
