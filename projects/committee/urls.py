"""Each area of the committee has its own addresses: one line each."""

from projects.committee.urls_conditions import urlpatterns as conditions
from projects.committee.urls_decisions import urlpatterns as decisions
from projects.committee.urls_files import urlpatterns as files
from projects.committee.urls_interests import urlpatterns as interests
from projects.committee.urls_minutes import urlpatterns as minutes
from projects.committee.urls_releasing import urlpatterns as releasing
from projects.committee.urls_sessions import urlpatterns as sessions
from projects.committee.urls_votes import urlpatterns as votes

app_name = "committee"
urlpatterns = [
    *minutes,
    *sessions,
    *files,
    *decisions,
    *conditions,
    *interests,
    *releasing,
    *votes,
]
