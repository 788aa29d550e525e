"""The organiser's pages: before, during and after an evening."""
