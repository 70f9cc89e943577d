"""Base45 (RFC 9285): bytes in the 45 characters that a QR code stores densely."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def encode(content: bytes) -> str:
    """Return the text; two bytes become three characters, a last one two."""
    found = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, rest = divmod(value, 45)
            found.append(ALPHABET[rest])
    return "".join(found)


def decode(text: str) -> bytes:
    """Return the bytes; raises ValueError for what ``encode`` cannot have written."""
    found = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        if not all(character in _VALUES for character in group):
            raise ValueError("a character outside the alphabet")
        value = sum(_VALUES[each] * 45**place for place, each in enumerate(group))
        if len(group) == 1 or value >= 1 << 8 * (len(group) - 1):
            raise ValueError("not a group of two or three characters")
        found += value.to_bytes(len(group) - 1, "big")
    return bytes(found)
