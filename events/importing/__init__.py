"""Registrations from elsewhere: files are recognised (`sources`), read (`rows`), planned, applied and undone."""
