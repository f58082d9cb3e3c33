"""What follows from the judgements of many entries: lineage, limits, changes, differences, counts, comparisons.

Nothing here draws: `present` makes lines of these values, `exporters` make tables of them.
"""
