from django.urls import path

app_name = "evening"
urlpatterns = []
