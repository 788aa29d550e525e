"""A category or a college of the cooperative: its name, and what a category is for the law (D40)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.cooperative.models import Category


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Name of the category"), max_length=80)
    kind = forms.ChoiceField(label=_("For the law, its members are"), choices=Category.Kind, initial="other")


class CollegeForm(forms.Form):
    name = forms.CharField(label=_("Name of the college"), max_length=80)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
