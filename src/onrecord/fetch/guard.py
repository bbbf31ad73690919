"""Which machines may be talked to: those of the public internet, unless the user allows others."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from onrecord.errors import SourceError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]
"""A host's addresses, as numbers."""

# IPv6 addresses that stand for an IPv4 address: the last 32 bits, or for 6to4 bits 16 to 48.
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def resolve(host: str, port: int) -> list[str]:
    """A host's addresses, in the order in which the system would try them.

    Raises:
        SourceError: ``no-such-host``.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            f"the name of the host {host} leads nowhere ({error}); check the address and the "
            "network",
            code="no-such-host",
        ) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def public_addresses(
    host: str, port: int, *, allow_private: bool = False, lookup: Resolve = resolve
) -> list[str]:
    """The addresses to connect to: the very ones that were checked.

    A host with any address that is not public is refused as a whole: no name of the public
    internet has one, but one that is used for an attack has both.

    Raises:
        SourceError: ``no-such-host`` or ``private-address``.
    """
    found = lookup(host, port)
    hidden = next((one for one in found if not is_public(one)), None)
    if hidden is not None and not allow_private:
        raise SourceError(
            f"{host} is a machine of this network ({hidden}), which no report lives on; to read "
            "from it all the same, allow private addresses",
            code="private-address",
        )
    return found


def is_public(number: str) -> bool:
    """Whether an address belongs to a machine of the public internet.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        address: Address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in _all_of(address))


def _all_of(address: Address) -> list[Address]:
    """An address and the IPv4 address that it may stand for."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    found: list[Address] = [address]
    if address.sixtofour is not None:
        found.append(address.sixtofour)
    if any(address in network for network in _NAT64):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.teredo is not None:
        found.extend(address.teredo)
    return found
