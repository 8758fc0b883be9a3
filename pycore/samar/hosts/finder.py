"""What finds text on CPython, made ready when it is asked for: numpy and the models are not needed by anything else."""

from samar.core import host
from samar.core.errors import BadChoice


def install() -> None:
    """Supply the host's functions that find text. Raises BadChoice('text-finder-missing') with what is missing."""
    try:
        from samar.hosts import network
        made = network.finder()
    except ImportError as error:
        raise BadChoice('text-finder-missing', detail='numpy is not installed: pip install "samar[text]"') from error
    except OSError as error:
        raise BadChoice('text-finder-missing', detail='the networks are not there: make models') from error
    for name in host.FINDER:
        host.install(name, getattr(made, name))
