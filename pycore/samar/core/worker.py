"""The entry in the browser: plain messages in, plain answers out (docs/contracts.md, worker protocol).

The worker is a cache: it forgets nothing that the page could not give it again.
"""

from samar.core import codes, pipeline, protocol
from samar.core import outcome as outcomes
from samar.core.edits import points
from samar.core.errors import BadChoice
from samar.core.media import dicomdir, ids, medium, names, tree
from samar.core.media import graph as graphs
from samar.core.pixels import decode, display, grades, readout, redact_native, spare
from samar.core.pixels.detect import proposals
from samar.core.plan import actions, shelf
from samar.core.plan import identity as naming
from samar.core.report import content as reporting
from samar.core.report import documents, of_set
from samar.core.report import links as linking
from samar.core.review import changes, notes
from samar.core.review import opened as opening
from samar.core.review import rows as table_rows
from samar.core.review import summary as telling
from samar.core.standard import options, profile
from samar.kinds import Any, Fields, Handle, Mask, Opened, Planned, Sequence, Uid

VERSION = protocol.VERSION
MADE = (outcomes.CLEANED, outcomes.HELD)    # there is an output to look at
NO_RULES = ('masks', 'settled')     # choices that do not say what is done to elements

_open: dict[str, Opened] = {}
_state: Fields = {'identity': None}


def handle(op: str, args: Fields) -> Fields:
    """Plain result of a request; raises SamarError."""
    if op not in OPERATIONS:
        raise BadChoice('operation-unknown', detail=op)
    lacking = protocol.lacking(op, args)
    if lacking is not None:
        raise BadChoice('operation-unknown', detail=op + ': ' + lacking)
    made: Fields = OPERATIONS[op](args)
    return made


def needs(op: str, args: Fields) -> list[Uid]:
    """Transfer syntaxes whose codecs have to be ready before `handle` is called."""
    if op not in ('render', 'value', 'find', 'clean', 'report', 'link'):
        return []
    found = _open.get(args['key'])
    if found is None or found.info is None:
        return []
    if op == 'find':
        return decode.needs(found.info)
    if op in ('render', 'value'):
        made = _made(found, args) if args.get('result') else None
        return decode.needs(found.info if made is None or made.info is None else made.info)
    if not opening.masks_of(args['choices']) and redact_native.overlay_masks(found.record, found.info) is None:
        return []
    return decode.needs_masked(found.info)


def hello(args: Fields) -> Fields:
    """Take the secret; say what there is."""
    key = args.get('projectKey') or ''
    _state['identity'] = naming.from_project_key(key) if key else naming.Identity(args['secret'])
    _state['identity'].take(args.get('people') or [])
    shelf.take(args.get('presets') or [])
    for ident in _open:
        _open[ident].stamp = _open[ident].result = None
    return {'version': VERSION, 'weakKey': bool(key) and naming.is_weak_key(key),
            'presets': [{'id': x.id, 'name': x.name, 'description': x.description, 'points': x.points, 'options': list(x.options),
                         'categories': x.categories, 'elements': x.elements, 'own': shelf.is_own(x.id)} for x in shelf.every()],
            'options': [{'id': x, 'excludes': list(options.excludes(x))} for x in (*options.IDS, *options.OWN)],
            'categories': [*profile.CATEGORIES, codes.OTHER],
            'actions': list(actions.NAMES),
            'syntaxes': grades.listed()}


def open_file(args: Fields) -> Fields:
    """Read the header of a file and say what it is."""
    found = opening.Opened(args['file'])
    _open[args['key']] = found
    if found.record is None:
        return {'key': args['key'], 'summary': [], 'warnings': [], 'counts': {'elements': 0, 'private': 0, 'sequences': 0},
                'open': [], 'image': None, 'error': found.error.fields()}
    return {'key': args['key'], 'summary': telling.summary(found), 'warnings': telling.warnings(found),
            'counts': telling.counts(found), 'image': telling.image(found),
            'open': [] if found.error is not None else points.of_header(found.record, found.info),
            'directory': dicomdir.is_directory(found.record), 'place': tree.facts(found.record),
            'error': None if found.error is None else found.error.fields()}


def _opened(args: Fields) -> Opened:
    found = _open.get(args['key'])
    if found is None:
        raise BadChoice('file-not-open')
    if found.record is None:
        raise found.error
    return found


def _planned(args: Fields) -> tuple[Opened, Planned]:
    found = _opened(args)
    chosen = args['choices']
    return found, found.plan(opening.policy_of(chosen), _state['identity'], opening.stamp_of(chosen, NO_RULES))


def plan(args: Fields) -> Fields:
    """Count what the choices do."""
    found, planned = _planned(args)
    chosen = args['choices']
    counts = {}
    for code in range(len(actions.NAMES)):
        counts[actions.NAMES[code]] = planned.counts[code]
    warnings: list[Fields] = []
    for note, detail in planned.notes:
        entry = {'code': note, 'detail': detail}
        if entry not in warnings and len(warnings) < 20:
            warnings.append(entry)
    total = len(planned.kept)
    for code in range(1, len(actions.NAMES)):
        total += planned.counts[code]
    waiting = points.find(found.record, found.info, planned.decisions, planned.work, opening.masks_of(chosen),
                          points.settlement(chosen.get('settled')))
    return {'counts': counts, 'identifying': total, 'attention': planned.attention, 'warnings': warnings, 'open': waiting}


def rows(args: Fields) -> Fields:
    """A page of the table."""
    found, planned = _planned(args)
    return table_rows.page(found, planned, args['choices'], args['first'], args['count'], args.get('filter'))


def _looked_at(args: Fields) -> tuple[Opened, Sequence[Mask]]:
    """The file that is in view, as it is or as it will be saved, and masks that are to be drawn over it."""
    found = _opened(args)
    if not args.get('result'):
        return found, ()
    made = _made(found, args)
    return (found, opening.masks_of(args['choices'])) if made is None else (made, ())


def render(args: Fields) -> Fields:
    """One frame as it is, or as it will be saved: from the result, where it was made, else with black in place of masks."""
    looked, masks = _looked_at(args)
    picture = display.render(looked.record, looked.info, args['frame'], args.get('window'), masks, bool(args.get('overlays')))
    picture['sides'] = readout.sides(looked.record, args['frame'])
    picture['made'] = looked is not _open[args['key']]
    return picture


def value(args: Fields) -> Fields:
    """The value of one pixel of the file as it is, or of the result where it was made; no value where a mask lies that is only drawn."""
    looked, masks = _looked_at(args)
    frame, column, row = args['frame'], args['column'], args['row']
    for mask in masks:
        for x, y, w, h in mask.boxes(frame, looked.info.columns, looked.info.rows):
            if x <= column < x + w and y <= row < y + h:
                return {'values': [], 'unit': ''}
    return readout.read(looked.record, looked.info, frame, column, row)


def find_text(args: Fields) -> Fields:
    """One step of the search for text in a picture: what is proposed so far. Asked again until it is `done`; then it answers at once."""
    found = _opened(args)
    if found.search is None:
        found.search = proposals.Search(found.record)
    found.search.step()
    error = found.search.error
    return {'done': found.search.done, 'proposals': [one.fields() for one in found.search.proposals],
            'error': None if error is None else error.fields()}


def _made(found: Opened, args: Fields) -> Opened | None:
    """The result for these choices, opened to be looked at, or None while it was not made yet."""
    if found.result is None or found.result[0] != opening.stamp_of(args['choices']) or found.result[1].word not in MADE:
        return None
    if len(found.result) == 2:
        found.result = (*found.result, opening.Opened(found.result[1].check.output.file.handle))
    looked: Opened = found.result[2]
    return looked


def clean(args: Fields) -> Fields:
    """De-identify, read the output again, and show before and after. For a `set` also its path there and what it refers to."""
    outcome = _clean(args)
    found = _open[args['key']]
    found.result = (opening.stamp_of(args['choices']), outcome)
    error = None if outcome.error is None else outcome.error.fields()
    done = outcome.output is not None
    counts = {'removed': 0, 'changed': 0, 'added': 0}
    preview = changes.changes(outcome)
    for pair in preview:
        counts[pair['change']] += 1
    made: Fields
    made = {'outcome': outcome.word, 'error': error, 'blob': outcome.output if done else None, 'name': outcome.name if done else None,
            'preview': preview, 'counts': counts, 'open': outcome.points,
            'notes': [{'code': code, 'detail': detail} for code, _, detail in notes.listed(outcome)]}
    if args.get('set'):
        made['path'] = made['medium'] = None
        if done and outcome.record is not None and outcome.check is not None:
            made['path'] = names.path(names.place(outcome.record, _state['identity']), outcome.name or '')
            made['medium'] = medium.facts(outcome.check.output)
        made['nodes'] = [graphs.plain(one) for one in graphs.nodes_of(outcome)]
        made['row'] = of_set.row(outcome, made['path'], '' if done else None)      # the platform puts the hash of the output in
        made['row']['choices'] = of_set.choices_digest(args['choices'], VERSION)
    return made


def directory(args: Fields) -> Fields:
    """What an opened DICOMDIR at `path` names in vain, given the `paths` of all files: the parts of each File ID, None for no path."""
    named = dicomdir.entries(_opened(args).record)
    missing = dicomdir.follow(named, args['path'], args['paths'])['missing']
    return {'missing': [named[at]['parts'] for at in missing]}


def node(args: Fields) -> Any:
    """What an opened file is and refers to, for `graph`, without anything being made of it."""
    return graphs.plain(graphs.node(_opened(args).record))


def graph(args: Fields) -> Fields:
    """Whether a set still works: `{same, lost}` of the nodes that `clean` gave for its files."""
    return graphs.compare([graphs.of_plain(one) for one in args['before']], [graphs.of_plain(one) for one in args['after']])


def _clean(args: Fields) -> outcomes.Outcome:
    found = _open.get(args['key'])
    if found is None:
        raise BadChoice('file-not-open')
    if found.record is None:
        return outcomes.Outcome(outcomes.REFUSED, found.error)
    chosen = args['choices']
    made = pipeline.deidentify(found.record, opening.policy_of(chosen), _state['identity'], opening.masks_of(chosen),
                               points.settlement(chosen.get('settled')))
    if found.search is not None:
        made.proposals = found.search.proposals
    return made


def _result(args: Fields) -> outcomes.Outcome:
    """The outcome that a report is about, made once for the choices."""
    found = _open.get(args['key'])
    if found is None:
        raise BadChoice('file-not-open')
    stamp = opening.stamp_of(args['choices'])
    if found.result is None or found.result[0] != stamp:
        found.result = (stamp, _clean(args))
    made: outcomes.Outcome = found.result[1]
    return made


def reads(op: str, args: Fields) -> list[Handle]:
    """Handles of which `handle` is going to read most, in parts: the platform may have small ones in memory before."""
    found = _open.get(args['key']) if op == 'clean' else None
    if found is None or found.record is None:
        return []
    if not args.get('set') and (found.info is None or spare.of(found.record, found.info, False) is None):
        return []
    return [found.record.file.handle]


def hashes(op: str, args: Fields) -> list[Handle]:
    """Handles whose SHA-256 `handle` is going to state: the platform may make it ready before, and faster than the core asks."""
    if op in ('clean', 'before') and (op == 'before' or args.get('set')):
        found = _open.get(args['key'])
        return [] if found is None or found.record is None else [found.record.file.handle]
    if op != 'report' or args['key'] not in _open:
        return []
    return [source.handle for source in reporting.files(_result(args))]


def report(args: Fields) -> Fields:
    """The report as a text. HTML is asked for twice: without `labels` the answer is the message keys it needs."""
    made = reporting.as_dict(_result(args), bool(args.get('values')))
    if args.get('name') and made['output'] is not None:
        made['name'] = made['output']['name'] = args['name']      # as it was saved: another file may have had the name
    form = args['format']
    name = 'report-' + (made['name'] or 'refused').replace('.dcm', '')
    if form == 'json':
        return {'text': documents.json_of(reporting.whole([made], VERSION)), 'name': name + '.json', 'type': 'application/json'}
    if form == 'csv':
        return {'text': documents.csv_of([made]), 'name': name + '.csv', 'type': 'text/csv'}
    labels = args.get('labels')
    if labels is None:
        return {'keys': documents.keys([made])}
    return {'text': documents.html_of([made], labels), 'name': name + '.html', 'type': 'text/html'}


def read_ids(args: Fields) -> Fields:
    """A list of own ids, read and checked: `{people, problems}`."""
    return ids.read(args['text'])


def before(args: Fields) -> Fields:
    """What tells whether an earlier report speaks of an opened file: `{input, choices, path}`; `path` is the file's place in the set,
    and another secret gives another."""
    found = _opened(args)
    place = names.place(found.record, _state['identity'])
    return {'input': {'sha256': reporting.digest(found.record.file)}, 'choices': of_set.choices_digest(args['choices'], VERSION),
            'folder': names.path(place, '')}


def set_report(args: Fields) -> Fields:
    """The report of a set as a text; HTML is asked for twice, as with `report`."""
    return of_set.answer(args, VERSION)


def preset(args: Fields) -> Fields:
    """What a preset and the choices beside it do, as a preset of its own: its JSON, and the same as a file to save."""
    made = shelf.written(args['choices'], args['name'], args['points'])
    return {'preset': made, 'text': documents.json_of(made) + '\n', 'name': 'samar-preset-' + made['id'] + '.json',
            'type': 'application/json'}


def link(args: Fields) -> Fields:
    """Old and new identifiers of an opened file under the choices, rows of the link table."""
    return {'rows': linking.of(_result(args))}


def links(args: Fields) -> Fields:
    """The link table of such rows as a text."""
    return {'text': linking.table(args['rows']), 'name': 'samar-link-table.csv', 'type': 'text/csv'}


def directory_of_medium(args: Fields) -> Fields:
    """The DICOMDIR of a medium that has these `files` (`medium` of `clean`, each with its `path`), as a buffer."""
    of = ' '.join([one['instance'] for one in args['files']])
    return {'buffer': medium.write(args['files'], _state['identity'].uid('medium ' + of))}


def close(args: Fields) -> Fields:
    """Forget a file."""
    if args['key'] in _open:
        del _open[args['key']]
    return {}


OPERATIONS = {'hello': hello, 'open': open_file, 'plan': plan, 'rows': rows, 'render': render, 'value': value, 'find': find_text,
              'clean': clean, 'report': report, 'directory': directory, 'node': node, 'graph': graph, 'ids': read_ids, 'before': before,
              'link': link, 'links': links, 'account': set_report, 'medium': directory_of_medium, 'preset': preset, 'close': close}
