app_name = "sorting"
urlpatterns = []
