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

from samar.run import parts

FORMAT = 1


class Audit:
    """Shards in a folder; `None` for the folder keeps none."""

    def __init__(self, folder, context, version):
        self.folder = None if folder is None else pathlib.Path(folder)
        self._secret = context.secret
        job = context.job._replace(stage=None, kernels='', rowed=False)      # these change nothing of what is done
        self._stamp = json.dumps([FORMAT, version, job._asdict(), context.people], sort_keys=True)
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, unit):
        """Where the shard of a unit lies."""
        text = '\n'.join([self._stamp, str(unit[0]), *[one.stamp() for one in unit[1]]])
        key = hmac.digest(self._secret, b'shard\0' + hashlib.sha256(text.encode('utf-8', 'surrogateescape')).digest(), 'sha256')
        return self.folder / (key.hex()[:40] + '.json.gz')

    def known(self, unit):
        """Results of a unit whose shard is there and whole, else None."""
        try:
            results = json.loads(gzip.decompress(self.path(unit).read_bytes()))
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return results if len(results) == len(unit[1]) else None

    def commit(self, unit, results):
        """Write the shard of a unit whose files are in their places."""
        if self.folder is None:
            return
        kept = [{key: one[key] for key in one if key != 'staged'} for one in results]
        with parts.whole(self.path(unit)) as part, open(part, 'wb') as stream:
            stream.write(gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0))
            stream.flush()
            os.fsync(stream.fileno())
