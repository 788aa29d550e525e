"""Lists brought as files, whatever they hold: the file and its states, what its columns are, its screens, its lines."""
