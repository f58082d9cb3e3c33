"""The command line: one command a file, none of which imports Textual but `browse`, and that only when it runs."""
