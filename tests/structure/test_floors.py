"""Who may know whom: imports, relations between models, and what templates point at."""

import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, get_resolver

from tests.structure.floors import FLOORS, FOLDERS, ROOMS, ROOT, app_of, height, looks_down, project_files

pytestmark = pytest.mark.once

TEMPLATES = ROOT / "templates"
# The frame of every page, whose navigation looks upward, and the pages that show when something else failed.
EXEMPT = {"base.html", "base_organiser.html", "partials/bar.html", "partials/footer.html"}
EVERYWHERE = {"home", "space"}  # the ways back
TAG = re.compile(r"""\{%-?\s*(url|include|extends)\s+["']([^"']+)["']""")


def test_imports_go_down_only():
    finished = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout


def test_relations_between_models_go_down_only():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model
        for app, other in [(app_of(model.__module__), app_of(field.related_model.__module__))]
        if app and other and not looks_down(app, other)
    ]
    assert upward == []


def test_templates_point_down_only():
    upward = [
        f"{template}: {kind} {target}"
        for template, kind, target in _pointers()
        if template not in EXEMPT and not looks_down(_floor_of_template(template), _floor_of_target(kind, target))
    ]
    assert upward == []


def test_templates_point_at_what_exists():
    lost = [
        f"{template}: {kind} {target}"
        for template, kind, target in _pointers()
        if not (_url_exists(target) if kind == "url" else _template_exists(target))
    ]
    assert lost == []


def test_every_app_has_its_floor():
    ours = {config.name for config in apps.get_app_configs() if (ROOT / config.name.replace(".", "/")).is_dir()}
    assert ours == {*FLOORS, *ROOMS}


def test_rooms_stand_above_their_floor_and_below_the_next():
    assert height("ideas") < height("ideas.evening") < height("config")


def _pointers():
    for path in project_files("templates"):
        template = str(path.relative_to(TEMPLATES))
        for kind, target in TAG.findall(path.read_text()):
            yield template, kind, target


def _floor_of_template(template):
    folders = template.split("/")[:-1]
    if folders[:1] == ["emails"]:
        folders = folders[1:] or ["foundation"]
    if not folders:
        return "foundation" if template.startswith("base") else "config"
    return FOLDERS.get(folders[0], folders[0])


def _floor_of_target(kind, target):
    if kind != "url":
        # A name with a number sign is a partial of that template.
        return _floor_of_template(target.partition("#")[0])
    namespace, colon, _name = target.rpartition(":")
    if colon:
        return FOLDERS.get(namespace, namespace)
    if target in EVERYWHERE:
        return "foundation"
    return "members" if target.startswith(("account_", "mfa_")) else "config"


def _template_exists(target):
    from django.template import TemplateDoesNotExist
    from django.template.loader import get_template

    try:
        get_template(target)
    except TemplateDoesNotExist:
        return False
    return True


def _url_exists(target):
    resolver = get_resolver()
    *namespaces, url_name = target.split(":")
    try:
        for namespace in namespaces:
            resolver = resolver.namespace_dict[namespace][1]
    except KeyError:
        return False
    return bool(resolver.reverse_dict.getlist(url_name)) if namespaces else _plain_url_exists(url_name)


def _plain_url_exists(url_name):
    try:
        return bool(get_resolver().reverse_dict.getlist(url_name))
    except NoReverseMatch:
        return False
