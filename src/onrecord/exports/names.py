"""Names of things on the web, for formats that want one for each thing."""

import uuid


def urn(identifier: str) -> str:
    """An id of ours as a URN: the 128 bits that it begins with, as a UUID of version 8 (RFC 9562).

    >>> urn("3f2a9c00000000000000000000000000")
    'urn:uuid:3f2a9c00-0000-8000-8000-000000000000'
    """
    bits = int(identifier[:32], 16)
    bits = bits & ~(0xF << 76) | (8 << 76)
    bits = bits & ~(0x3 << 62) | (2 << 62)
    return f"urn:uuid:{uuid.UUID(int=bits)}"
