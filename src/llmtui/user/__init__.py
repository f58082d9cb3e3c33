"""What belongs to the person: folders, settings they write, state we remember."""
