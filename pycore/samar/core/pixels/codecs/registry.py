"""Which codec does a transfer syntax: the first that is ready."""

from samar.core.errors import Unsupported
from samar.core.pixels.codecs import deflated, platform, rle
from samar.kinds import Codec, Uid

CODECS = (rle, deflated, platform)


def decoder(syntax: Uid) -> Codec:
    """The codec that decodes, or raises Unsupported."""
    for codec in CODECS:
        if codec.can(syntax) != '':
            return codec
    raise Unsupported('codec-missing', detail=syntax)


def encoder(syntax: Uid) -> Codec | None:
    """The codec that encodes, or None."""
    for codec in CODECS:
        if codec.can(syntax) == 'both':
            return codec
    return None
