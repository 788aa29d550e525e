"""The rules of a vote, as who organises sets them."""

from django import forms

from ideas.models import Vote


class RulesForm(forms.ModelForm):
    class Meta:
        model = Vote
        fields = ("per_person", "per_idea")
