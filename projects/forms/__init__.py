from projects.forms.describing import DescribeForm, PageForm
from projects.forms.finding import PublicFilterForm, TeamFilterForm
from projects.forms.helping import PartnerForm
from projects.forms.starting import StartForm
from projects.forms.stopping import MergeForm, NewElementsForm, ReasonForm, StopForm
from projects.forms.wording import SentencesForm

__all__ = [
    "DescribeForm",
    "MergeForm",
    "NewElementsForm",
    "PageForm",
    "PartnerForm",
    "PublicFilterForm",
    "ReasonForm",
    "SentencesForm",
    "StartForm",
    "StopForm",
    "TeamFilterForm",
]
