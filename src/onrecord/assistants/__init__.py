"""The ledger for assistants: a Model Context Protocol server that only reads.

Every answer carries quotations, their positions and the address of the report, so that whoever
gets an assistant's answer can hold it against the words.
"""

from onrecord.assistants.server import make_server

__all__ = ["make_server"]
