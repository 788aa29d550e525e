#!/usr/bin/env python3
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["makemigrations"] and not os.environ.get("SECRET_KEY"):
        os.environ.setdefault("DEBUG", "1")  # it reads models only: no key, no host, nobody's data
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
