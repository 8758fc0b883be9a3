"""The audit: one shard for each unit that is done, written last. A shard is the proof that the files of its unit are in their places.

A shard's name is an HMAC of the unit's listing, the choices, the version and the secret; its content is the results, in JSON, packed by
gzip without a time: the same run makes the same bytes. No value and no name of an input is in it.
"""

import gzip
import hashlib
import hmac
import json
import os
import pathlib
import zlib

from samar.kinds import Fields, Sequence
from samar.run import listing, parts, stores, work

FORMAT = 1


class Audit:
    """Shards in a folder or under a URL; `None` keeps none."""

    def __init__(self, folder: str | None, context: work.Context, version: str) -> None:
        self.store = folder if folder is not None and stores.is_store(folder) else None
        self.folder = None if folder is None or self.store else pathlib.Path(folder)
        self._secret = context.secret
        job = context.job._replace(stage=None, kernels='', rowed=False)      # these change nothing of what is done
        self._stamp = json.dumps([FORMAT, version, job._asdict(), context.people], sort_keys=True)
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def kept(self) -> bool:
        """Whether there are shards at all."""
        return bool(self.store) or self.folder is not None

    def name(self, unit: listing.Unit) -> str:
        """The name of the shard of a unit."""
        text = '\n'.join([self._stamp, str(unit[0]), *[one.stamp() for one in unit[1]]])
        key = hmac.digest(self._secret, b'shard\0' + hashlib.sha256(text.encode('utf-8', 'surrogateescape')).digest(), 'sha256')
        return key.hex()[:40] + '.json.gz'

    def _path(self, name: str) -> pathlib.Path:
        return (self.folder or pathlib.Path()) / name

    def known(self, unit: listing.Unit) -> list[Fields] | None:
        """Results of a unit whose shard is there and whole, else None."""
        try:
            name = self.name(unit)
            packed = stores.read(f'{self.store}/{name}') if self.store else self._path(name).read_bytes()
            results: list[Fields] = json.loads(gzip.decompress(packed))
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return results if len(results) == len(unit[1]) else None

    def commit(self, unit: listing.Unit, results: Sequence[Fields]) -> None:
        """Write the shard of a unit whose files are in their places."""
        if not self.kept:
            return
        kept = [{key: one[key] for key in one if key != 'staged'} for one in results]
        packed = gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0)
        if self.store:
            stores.write(f'{self.store}/{self.name(unit)}', packed)
            return
        with parts.whole(self._path(self.name(unit))) as part, open(part, 'wb') as stream:
            stream.write(packed)
            stream.flush()
            os.fsync(stream.fileno())
