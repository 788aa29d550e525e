"""From an application to the register and out of it: addresses of the public form, and of the board."""

urlpatterns = []
