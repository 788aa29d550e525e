"""An existing register brought as a file: its columns, its lines, the dry run, the import and the way back."""
