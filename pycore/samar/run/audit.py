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

FORMAT = 2
# what a machine with more memory, time or codecs may do better: it stands in the audit, and `--resume` tries it again
AGAIN = {'codec-missing', 'took-too-long', 'unexpected', 'worker-stopped'}


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

    def known(self, name: str, count: int) -> list[Fields] | None:
        """The `count` results in the shard of a name, else None: it is not there, not whole, or a file failed by what this machine had."""
        try:
            packed = stores.read(f'{self.store}/{name}') if self.store else self._path(name).read_bytes()
            results: list[Fields] = json.loads(gzip.decompress(packed))
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return results if len(results) == count and not AGAIN & {one['code'] for one in results} else None

    def commit(self, name: str, results: Sequence[Fields]) -> None:
        """Write the shard of a unit whose files are in their places. Its name was made before the first of them was read: a file that
        changes later is another one."""
        if not self.kept:
            return
        kept = [{key: one[key] for key in one if key != 'staged'} for one in results]
        packed = gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0)
        if self.store:
            stores.write(f'{self.store}/{name}', packed)
            return
        with parts.whole(self._path(name)) as part, open(part, 'wb') as stream:
            stream.write(packed)
            stream.flush()
            os.fsync(stream.fileno())
