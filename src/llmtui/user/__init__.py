"""The user's own files: folders, settings, favourites, and the state remembered between runs."""
