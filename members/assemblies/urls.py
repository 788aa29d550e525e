"""Each area of assemblies has its own addresses: one line each."""

from members.assemblies import urls_calling, urls_presence, urls_results, urls_votes

app_name = "assemblies"
urlpatterns = [
    *urls_calling.urlpatterns,
    *urls_presence.urlpatterns,
    *urls_votes.urlpatterns,
    *urls_results.urlpatterns,
]
