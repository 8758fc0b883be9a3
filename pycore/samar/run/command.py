"""`samar deidentify`: from arguments to a set that is written, told line by line, reported and audited."""

import argparse
import collections
import contextlib
import os
import pathlib
import shutil
import sys
from typing import Any

from samar import words
from samar.core import outcome as outcomes
from samar.core.errors import BadChoice, SamarError
from samar.core.media import medium
from samar.core.media import names as naming_of_files
from samar.core.plan import actions
from samar.core.plan import identity as naming
from samar.hosts import native
from samar.kinds import Fields
from samar.run import audit as auditing
from samar.run import claims, listing, named, pool, progress, reports, sinks, stores, work
from samar.run import links as linking

DONE, SOME, STOPPED = 0, 1, 130
PASSING = {'output-unwritable', 'file-changed', 'file-unreadable'}
GOOD = (outcomes.CLEANED, outcomes.UNCHANGED, 'skipped')


def run(given: argparse.Namespace, version: str) -> int:
    """Do what the arguments ask for; the exit status."""
    elements = {}
    for text in given.chosen:
        selector, sign, action = text.rpartition('=')
        if not sign or actions.code(action) < 0:
            raise BadChoice('action-unknown', detail=text)
        elements[selector] = action
    if given.project_key_file is not None:
        given.project_key = named.project_key(given.project_key_file)
    if given.scheduler and (given.project_key_file is None or given.dry_run or given.values):
        # values would travel through the scheduler
        raise BadChoice('scheduler-needs', detail='--project-key-file, and neither --dry-run nor --values')
    if given.scheduler and stores.is_store(given.out):
        raise BadChoice('scheduler-needs', detail='--out on a disk that all machines share')
    if given.resume and given.project_key is None:
        raise BadChoice('resume-needs-project-key')
    # an empty key is none that anybody meant (`--project-key "$UNSET"`): it is refused, never replaced by chance
    secret = os.urandom(32) if given.project_key is None else bytes(naming.secret_of(given.project_key))
    if given.project_key is not None and naming.is_weak_key(given.project_key):
        print('! project-key-weak', file=sys.stderr)
    if given.dicomdir and given.scheme:
        raise BadChoice('dicomdir-scheme')
    reports.check(given.report, reports.OF_FILES)
    reports.check(given.set_report, reports.OF_SET)
    if given.link_table:
        linking.check(given)
    many = any(stores.is_store(path) or os.path.isdir(path) or listing.is_archive(path) for path in given.files)
    scheme = given.scheme or (naming_of_files.TREE if many or given.out.lower().endswith('.zip') else naming_of_files.FLAT)
    kept = given.audit
    if kept is None and not given.dry_run and given.project_key and (many or given.resume):
        kept = given.out.rstrip('/\\') + '.samar'
    job = work.Job(named.preset(given.preset), given.option, elements, given.mask, given.accept, given.find_text, scheme, given.values,
                   bool(given.report or kept), native.state(), None, bool(given.set_report), bool(given.dicomdir), bool(given.link_table))
    context = work.Context(job, secret, named.people(given.ids))
    own = [path for path in (given.out, sinks.folder_of(given.out), given.out.rstrip('/\\') + '.samar', kept, given.quarantine,
                        given.report, given.set_report, given.link_table) if path]
    sources, skipped = listing.listed(given.files, own, given.part)
    if given.dry_run:
        sink: sinks.Nowhere | sinks.Folder = sinks.Nowhere()
    else:
        try:
            sink = sink_of(given.out)
        except OSError as error:
            raise BadChoice('output-unwritable', detail=os.strerror(error.errno or 0)) from error
    with contextlib.closing(sink):
        if sink.spare(source.path for source in sources) and given.dicomdir:
            raise BadChoice('output-is-input')
        context.job = job._replace(stage=None if sink.stage is None else os.path.abspath(sink.stage))
        try:
            audit = auditing.Audit(kept, context, version)
        except OSError as error:
            raise BadChoice('output-unwritable', detail=os.strerror(error.errno or 0)) from error
        return Run(given, version, context, sink, audit, sources, skipped).go()


def sink_of(out: str) -> sinks.Folder:
    """Where the set goes, by the name of it."""
    if stores.is_store(out):
        return sinks.Store(out)
    return sinks.Archive(out) if out.lower().endswith('.zip') else sinks.Folder(out)


class Run:
    """One run over a listing."""

    def __init__(self, given: argparse.Namespace, version: str, context: work.Context, sink: sinks.Nowhere | sinks.Folder,
                 audit: auditing.Audit, sources: list[listing.Source], skipped: list[str]) -> None:
        self.given = given
        self.version = version
        self.context = context
        self.sink = sink
        self.audit = audit
        self.sources = sources
        self.counts = collections.Counter(skipped=len(skipped))
        self.codes = collections.Counter[str](skipped)
        self.reports = reports.Reports(given, context, version)
        self.links: list[list[str]] = []
        self.medium = Medium(context) if given.dicomdir else None
        self.owners = claims.Owners()
        self.progress = progress.of(len(sources))
        self.unmet: set[str] | None = None
        self.status = SOME if 'folder-unreadable' in self.codes else DONE
        self.shards: dict[int, str] = {}        # place of a unit under way to the name of its shard

    def _jobs(self, units: int) -> int:
        """Processes beside this one; none for one file. Many files never work here: one that ends its process would end the run."""
        if len(self.sources) < 2:
            return 0
        return self.given.jobs or min(pool.cores(), max(1, units))

    def go(self) -> int:
        """Work, write, tell; the exit status. What was written until a run was stopped is in its link table, too."""
        status = self._go()
        if self.given.link_table:
            try:
                linking.write(self.given.link_table, self.links)
                print('samar: the link table undoes the pseudonyms: keep it apart from the set', file=sys.stderr)
            except OSError as error:
                print('! output-unwritable', os.strerror(error.errno or 0), file=sys.stderr)
                status = status or SOME
        return status

    def _go(self) -> int:
        units = listing.units(self.sources, self.given.unit)
        jobs = self._jobs(len(units))
        workers: Any        # what submits units and gives their results (run/pool.py, run/dask.py)
        if self.given.scheduler:
            from samar.run import dask
            workers = dask.Cluster(self.given.scheduler, self.context, self.given.project_key_file, self.given.ids, self.version)
        else:
            workers = pool.Processes(jobs, self.context) if jobs > 0 else pool.Alone(self.context)
        done = 0
        try:
            with contextlib.closing(self.progress), workers:
                for unit, results, known in pool.in_order(units, workers, self.known):
                    for place, result in enumerate(results):
                        self.settle(unit[0] + place, unit[1][place], result)
                    # what may go better another time is not done
                    if not known and unit[0] in self.shards and not PASSING & {result['code'] for result in results}:
                        self.audit.commit(self.shards[unit[0]], results)
                    self.shards.pop(unit[0], None)
                    done += len(results)
                if self.medium is not None and not self.given.dry_run:
                    self.sink.add('DICOMDIR', self.medium.directory())
                if isinstance(self.sink, sinks.Archive):
                    self.sink.pack()
        except KeyboardInterrupt:
            print(f'samar: stopped; {done} of {len(self.sources)} files are done', file=sys.stderr)
            return STOPPED
        except SamarError as error:
            print('!', error.describe(), file=sys.stderr)
            return SOME
        except OSError as error:
            print(f'! output-unwritable ({os.strerror(error.errno or 0)}); {done} of {len(self.sources)} files are done', file=sys.stderr)
            return SOME
        self.end()
        return self.status

    def known(self, unit: listing.Unit) -> list[Fields] | None:
        """Results of a unit that an earlier run finished, whose files are where it put them."""
        if not self.audit.kept or self.given.dry_run:
            return None
        self.shards[unit[0]] = name = self.audit.name(unit)
        if not self.given.resume:
            return None
        results = self.audit.known(name, len(unit[1]))
        if results is None:
            return None
        for result in results:
            if self.given.set_report and 'row' not in result:
                return None
            if result.get('path') and not self.sink.has(result['name'], result['report']['output']['bytes']):
                return None
        return results

    def settle(self, number: int, source: listing.Source, result: Fields) -> None:
        """Put one file in its place, and say so."""
        self.counts[result['word']] += 1
        self.links += result.pop('links', ())      # old values: never in the audit
        self.progress.step()
        if result['word'] not in GOOD:
            self.status = SOME
        if result['word'] == 'skipped':
            self.codes[result['code']] += 1
            return
        name = None
        if result['path'] is not None:
            path = result['path'] if self.medium is None else self.medium.path(result['medium'])
            name = result['name'] = self.sink.put(result.pop('staged', None), path)
            clash = self.owners.take(number, result['claims'])
            if clash is not None:       # identities ran together; all is written all the same
                self.status = SOME
                print(f'! id-collision {clash[0] + 1} {clash[1] + 1}', file=sys.stderr)
        if result['report'] is not None and name is not None:
            result['report']['name'] = result['report']['output']['name'] = name
        unmet = set(result['unmet'])
        self.unmet = unmet if self.unmet is None else self.unmet & unmet
        self.tell(number, name, result)
        self.reports.add(source, name, result)
        if self.given.quarantine and name is None and not self.given.dry_run:
            self.set_aside(number, source, result)

    def tell(self, number: int, name: str | None, result: Fields) -> None:
        """The lines of one file."""
        line = f'{number + 1}/{len(self.sources)} {result["word"]}' + (f' {name}' if name else '')
        self.progress.line(line + (f': {result["error"]}' if result['error'] else ''))
        if result['proposals'][0]:
            self.progress.line(f'  text in the picture: {result["proposals"][0]} proposals, {result["proposals"][1]} ticked')
        for point in result['points']:
            self.progress.line(f'  {point["code"]}: {words.of_point(point)} {words.word("settled", point["settled"] or "open")}')
        if result['word'] == outcomes.HELD and result['path'] is None:
            missing = sorted({point['code'] for point in result['points'] if point['settled'] is None})
            self.progress.line(' '.join(['  Not written. To write it all the same:', *[f'--accept {code}' for code in missing]]))

    def set_aside(self, number: int, source: listing.Source, result: Fields) -> None:
        """A link to an input that gave no output, under its code; a copy where there can be none."""
        code = result['code'] or next((point['code'] for point in result['points'] if point['settled'] is None), result['word'])
        folder = pathlib.Path(self.given.quarantine) / code
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f'{number + 1:08d}.dcm'
        target.unlink(missing_ok=True)
        if stores.is_store(source.path):
            with contextlib.suppress(OSError):
                target.write_bytes(stores.read(source.path))
        elif source.member is None and os.path.exists(source.path):
            try:
                target.symlink_to(source.path)
            except OSError:
                shutil.copyfile(source.path, target)
        elif source.member is not None and source.problem is None:
            with contextlib.suppress(SamarError, OSError):
                handle = listing.opened(source)
                target.write_bytes(handle.read(0, handle.size))

    def end(self) -> None:
        """What is said of the whole."""
        try:
            self.reports.write({code: count for code, count in self.codes.items() if count})
        except OSError as error:
            print('! output-unwritable', os.strerror(error.errno or 0), file=sys.stderr)
            self.status = SOME
        native.done()
        if self.sink.replaced:
            print('! output-replaced', self.sink.replaced, file=sys.stderr)
        for selector in sorted(self.unmet or ()):
            print('! selector-nothing', selector, file=sys.stderr)
        if len(self.sources) > 1 or self.codes:
            told = [f'{self.counts[word]} {word}' for word in (*outcomes.WORDS, 'skipped') if self.counts[word]]
            print('samar:', ', '.join(told), *[f'({code}: {count})' for code, count in sorted(self.codes.items())], file=sys.stderr)


class Medium:
    """Names for a medium in the order of the listing, and its DICOMDIR, as the panel makes them."""

    def __init__(self, context: work.Context) -> None:
        self._identity = context.identity
        self._names = medium.Names()
        self._files: list[Fields] = []

    def path(self, found: Fields) -> str:
        """Path of the next file; `found` are its facts (core/media/medium.py)."""
        path = self._names.path(found)
        self._files.append({**found, 'path': path})
        return path

    def directory(self) -> bytes:
        """The whole DICOMDIR as bytes."""
        of = ' '.join(one['instance'] for one in self._files)
        return bytes(medium.write(self._files, self._identity.uid('medium ' + of)))
