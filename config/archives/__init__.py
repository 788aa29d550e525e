"""A backup: one file with every row and every stored file of a platform, whichever database it stands on."""
