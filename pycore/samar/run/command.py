"""`samar deidentify`: from arguments to a set that is written, told line by line, reported and audited."""

import collections
import contextlib
import json
import os
import pathlib
import shutil
import sys

from samar import words
from samar.core import outcome as outcomes
from samar.core.errors import BadChoice, SamarError
from samar.core.media import graph
from samar.core.media import names as naming_of_files
from samar.core.plan import actions
from samar.core.plan import identity as naming
from samar.core.report import content as report
from samar.core.report import documents
from samar.hosts import native
from samar.run import audit as auditing
from samar.run import listing, named, parts, pool, sinks, work

DONE, SOME, STOPPED = 0, 1, 130
PASSING = {'output-unwritable', 'file-changed', 'file-unreadable'}
GOOD = (outcomes.CLEANED, outcomes.UNCHANGED, 'skipped')


def run(given, version):
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
    if given.resume and not given.project_key:
        raise BadChoice('resume-needs-project-key')
    if given.project_key and naming.is_weak_key(given.project_key):
        print('! project-key-weak', file=sys.stderr)
    secret = bytes(naming.secret_of(given.project_key)) if given.project_key else os.urandom(32)
    many = any(os.path.isdir(path) or listing.is_archive(path) for path in given.files)
    scheme = given.scheme or (naming_of_files.TREE if many or given.out.lower().endswith('.zip') else naming_of_files.FLAT)
    kept = given.audit
    if kept is None and not given.dry_run and given.project_key and (many or given.resume):
        kept = given.out.rstrip('/\\') + '.samar'
    job = work.Job(named.preset(given.preset), given.option, elements, given.mask, given.accept, given.find_text, scheme, given.values,
                   bool(given.report or kept), native.state(), None)
    context = work.Context(job, secret, named.people(given.ids))
    if given.dry_run:
        sink = sinks.Nowhere()
    else:
        try:
            sink = sinks.Archive(given.out) if given.out.lower().endswith('.zip') else sinks.Folder(given.out)
        except OSError as error:
            raise BadChoice('output-unwritable', detail=os.strerror(error.errno or 0)) from error
    context.job = job._replace(stage=None if sink.stage is None else os.path.abspath(sink.stage))
    sources, skipped = listing.listed(given.files)
    return Run(given, version, context, sink, auditing.Audit(kept, context, version), sources, skipped).go()


class Run:
    """One run over a listing."""

    def __init__(self, given, version, context, sink, audit, sources, skipped):
        self.given = given
        self.version = version
        self.context = context
        self.sink = sink
        self.audit = audit
        self.sources = sources
        self.counts = collections.Counter(skipped=len(skipped))
        self.codes = collections.Counter(skipped)
        self.reports, self.nodes, self.owners = [], [], {}
        self.unmet = None
        self.status = DONE

    def go(self):
        """Work, write, tell; the exit status."""
        jobs = self.given.jobs or os.cpu_count() or 1
        units = listing.units(self.sources, self.given.unit)
        if self.given.scheduler:
            from samar.run import dask
            workers = dask.Cluster(self.given.scheduler, self.context, self.given.project_key_file, self.given.ids, self.version)
        else:
            workers = pool.Alone(self.context) if jobs == 1 else pool.Processes(jobs, self.context)
        done = 0
        try:
            with contextlib.closing(self.sink), workers:
                for unit, results, known in pool.in_order(units, workers, self.known):
                    for place, result in enumerate(results):
                        self.settle(unit[0] + place, unit[1][place], result)
                    # what may go better another time is not done
                    if not known and not self.given.dry_run and not PASSING & {result['code'] for result in results}:
                        self.audit.commit(unit, results)
                    done += len(results)
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

    def known(self, unit):
        """Results of a unit that an earlier run finished, whose files are where it put them."""
        if not self.given.resume or self.audit.folder is None:
            return None
        results = self.audit.known(unit)
        if results is None:
            return None
        for result in results:
            if result.get('path') and not self.sink.has(result['name'], result['report']['output']['bytes']):
                return None
        return results

    def settle(self, number, source, result):
        """Put one file in its place, and say so."""
        self.counts[result['word']] += 1
        if result['word'] not in GOOD:
            self.status = SOME
        if result['word'] == 'skipped':
            self.codes[result['code']] += 1
            return
        name = None
        if result['path'] is not None:
            name = result['name'] = self.sink.put(result.pop('staged', None), result['path'])
            self.owned(number, result)
        if result['report'] is not None and name is not None:
            result['report']['name'] = result['report']['output']['name'] = name
        unmet = set(result['unmet'])
        self.unmet = unmet if self.unmet is None else self.unmet & unmet
        self.tell(number, name, result)
        if self.given.report:
            self.report(source, result)
        if self.given.quarantine and name is None and not self.given.dry_run:
            self.set_aside(number, source, result)

    def owned(self, number, result):
        """Two files of one new name must have been one before: else identities ran together, and the run says so."""
        if result['nodes'] is None or result['nodes'][0] is None:
            return
        before = result['nodes'][0][0][0]
        first, owner = self.owners.setdefault(result['path'], (number, before))
        if owner != before:
            self.status = SOME
            print(f'! id-collision {first + 1} {number + 1}', file=sys.stderr)

    def tell(self, number, name, result):
        """The lines of one file."""
        line = f'{number + 1}/{len(self.sources)} {result["word"]}' + (f' {name}' if name else '')
        print(line + (f': {result["error"]}' if result['error'] else ''))
        if result['proposals'][0]:
            print(f'  text in the picture: {result["proposals"][0]} proposals,', result['proposals'][1], 'ticked')
        for point in result['points']:
            print(f'  {point["code"]}: {words.of_point(point)}', words.word('settled', point['settled'] or 'open'))
        if result['word'] == outcomes.HELD and result['path'] is None:
            missing = sorted({point['code'] for point in result['points'] if point['settled'] is None})
            print('  Not written. To write it all the same:', *[f'--accept {code}' for code in missing])

    def report(self, source, result):
        """Keep what the report of the whole will say."""
        made = dict(result['report'])
        if self.given.names:
            made['input'] = {'name': source.name, **made['input']}
        self.reports.append(made)
        self.nodes.append(result['nodes'] or [None, None])

    def set_aside(self, number, source, result):
        """A link to an input that gave no output, under its code; a copy where there can be none."""
        code = result['code'] or next((point['code'] for point in result['points'] if point['settled'] is None), result['word'])
        folder = pathlib.Path(self.given.quarantine) / code
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f'{number + 1:08d}.dcm'
        target.unlink(missing_ok=True)
        if source.member is None and os.path.exists(source.path):
            try:
                target.symlink_to(source.path)
            except OSError:
                shutil.copyfile(source.path, target)
        elif source.member is not None and source.problem is None:
            with contextlib.suppress(SamarError, OSError):
                handle = listing.opened(source)
                target.write_bytes(handle.read(0, handle.size))

    def end(self):
        """What is said of the whole."""
        if self.given.report:
            try:
                self.write_report()
            except OSError as error:
                print('! output-unwritable', os.strerror(error.errno or 0), file=sys.stderr)
                self.status = SOME
        native.done()
        for selector in sorted(self.unmet or ()):
            print('! selector-nothing', selector, file=sys.stderr)
        if len(self.sources) > 1 or self.codes:
            told = [f'{self.counts[word]} {word}' for word in (*outcomes.WORDS, 'skipped') if self.counts[word]]
            print('samar:', ', '.join(told), *[f'({code}: {count})' for code, count in sorted(self.codes.items())], file=sys.stderr)

    def write_report(self):
        """The report of the whole run in the form that the name of the file asks for."""
        name = self.given.report
        if name.lower().endswith('.csv'):
            text = documents.csv_of(self.reports)
        elif name.lower().endswith(('.html', '.htm')):
            text = documents.html_of(self.reports, {**words.messages(), 'language': 'en'})
        else:
            whole = self.whole()
            if name.lower().endswith(('.jsonl', '.ndjson')):
                lines = whole.pop('files')
                text = ''.join(json.dumps(one, ensure_ascii=False) + '\n' for one in [whole, *lines])
            else:
                text = json.dumps(whole, ensure_ascii=False, indent=1)
        with parts.whole(name) as part:
            part.write_text(text, encoding='utf-8', newline='')

    def whole(self):
        """The report as plain data: preset, counts, and whether what belonged together still does."""
        made = {**report.whole(self.reports, self.version), 'kernels': native.state()}
        made['preset'] = made['preset'] or self.context.preset.id
        made['preset_sha256'] = made['preset_sha256'] or self.context.digest
        made['counts'] = {**made['counts'], 'skipped': self.counts['skipped']}
        if len(self.reports) > 1:
            before, after = ([graph.of_plain(pair[side]) for pair in self.nodes] for side in (0, 1))
            made['graph'] = graph.compare(before, after)
        return made
