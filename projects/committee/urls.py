"""Each area of the committee has its own addresses: one line each."""

from projects.committee.urls_sessions import urlpatterns as sessions

app_name = "committee"
urlpatterns = [
    *sessions,
]
