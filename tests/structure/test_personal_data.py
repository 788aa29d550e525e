"""Every text of every model is declared: personal, and how it goes, or not personal, and why (D58, invariant 7)."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from tests.structure.floors import FLOORS, ROOMS, app_of

pytestmark = pytest.mark.once

FREE = (models.CharField, models.TextField, models.JSONField, models.BinaryField)  # addresses and slugs are among them


def declarations(name):
    """Return {model: names of fields} over the floors that have models."""
    found = {}
    for app in [*FLOORS, *ROOMS]:
        if next(apps.get_app_config(app.rpartition(".")[2]).get_models(), None) if app != "config" else None:
            found |= getattr(import_module(f"{app}.personal_data"), name)
    return found


def texts_of_models():
    """{(model, field)} that can hold what people type; a choice of ours cannot."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if app_of(model.__module__)
        for field in model._meta.concrete_fields
        if isinstance(field, FREE) and not field.choices
    }


def test_every_text_says_whether_it_is_personal():
    personal = {(model, field) for model, blanks in declarations("PERSONAL").items() for field in blanks}
    others = {
        (model, field)
        for model, reasons in declarations("NOT_PERSONAL").items()
        for names in reasons
        for field in names.split()
    }
    assert personal & others == set()
    assert sorted(texts_of_models() - personal - others) == []


def test_what_is_declared_exists():
    declared = {**declarations("PERSONAL")}
    lost = [
        f"{model}.{field}"
        for model, blanks in declared.items()
        for field in blanks
        if field not in {known.name for known in apps.get_model(model)._meta.concrete_fields}
    ]
    for model, reasons in declarations("NOT_PERSONAL").items():
        known = {field.name for field in apps.get_model(model)._meta.concrete_fields}
        lost += [f"{model}.{field}" for names in reasons for field in names.split() if field not in known]
    assert lost == []


def test_every_reason_is_said():
    assert [
        names for reasons in declarations("NOT_PERSONAL").values() for names, why in reasons.items() if not why
    ] == []
