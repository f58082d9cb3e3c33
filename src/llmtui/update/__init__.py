"""Brings the indices' newer records over the bundled catalogue: fetching, unpacking, matching, keeping.

Nothing here runs unless the user asks for an update; `fetch` is the only module of the program that uses the network.
"""
