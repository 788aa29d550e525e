"""Each area of assemblies has its own addresses: one line each."""

from members.assemblies import urls_calling

app_name = "assemblies"
urlpatterns = [
    *urls_calling.urlpatterns,
]
