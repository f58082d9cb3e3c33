"""The matrix of one framework: subjects in rows, criteria in columns, with an order and filters."""
