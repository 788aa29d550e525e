"""Each area of the cooperative has its own addresses: one line each."""

from members.cooperative import urls_files, urls_members, urls_register, urls_setting

app_name = "cooperative"
urlpatterns = [
    *urls_files.urlpatterns,
    *urls_members.urlpatterns,
    *urls_register.urlpatterns,
    *urls_setting.urlpatterns,
]
