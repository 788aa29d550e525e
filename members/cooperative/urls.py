app_name = "cooperative"
urlpatterns = []
