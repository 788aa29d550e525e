"""Each area of assemblies has its own addresses: one line each."""

app_name = "assemblies"
urlpatterns = []
