"""Each area of the cooperative has its own addresses: one line each."""

app_name = "cooperative"
urlpatterns = []
