"""Everything that works on Textual's privates or on the terminal itself: drivers, signals, and the bytes that are sent.

docs/textual-privates.md lists each private name, why it is used, and what Textual would have to offer instead.
"""
