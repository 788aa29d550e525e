from ideas.groups.forms.entering import AnswerForm, InvitedForm, InviteForm, JoinForm, NoteMemberForm
from ideas.groups.forms.finding import FilterForm, TeamFilterForm
from ideas.groups.forms.keeping import (
    AuthorFoundForm,
    DescribeForm,
    FoundForm,
    MessageForm,
    ReasonForm,
    RoleForm,
    RulesForm,
)

__all__ = [
    "AnswerForm",
    "AuthorFoundForm",
    "DescribeForm",
    "FilterForm",
    "FoundForm",
    "InviteForm",
    "InvitedForm",
    "JoinForm",
    "MessageForm",
    "NoteMemberForm",
    "ReasonForm",
    "RoleForm",
    "RulesForm",
    "TeamFilterForm",
]
