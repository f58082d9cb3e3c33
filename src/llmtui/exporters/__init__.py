"""What can be taken away: one format a file, from entries to text."""
