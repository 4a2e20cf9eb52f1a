"""Finding by words: the database's own full-text index behind one face, and what the apps register to be found."""
