/**
 * A stand-in for the worker, for tests of the panel alone: made-up rows in any number, answered as `docs/contracts.md` says.
 *
 * Query string: `rows=100000` sets the number of elements, `frames=10` the number of frames, `columns=1955` and `lines=1841` the size of the picture, `slow=50` milliseconds an answer.
 */

const asked = new URLSearchParams(location.search);
const number = (name, otherwise) => Number(asked.get(name) ?? otherwise);

const CATEGORIES = ['identity', 'contact', 'dates', 'places', 'devices', 'institution', 'examination', 'notes', 'uids', 'private',
  'graphics', 'other'];
const NAMED = [
  ['identity', '00100010', 'PatientName', 'PN', 'Doe^Jane\u202eesrever', 'dummy', 'profile-row'],
  ['identity', '00100020', 'PatientID', 'LO', 'MADE-UP-0001', 'pseudonym', 'profile-row'],
  ['identity', '00100030', 'PatientBirthDate', 'DA', '19700101', 'zero', 'profile-row'],
  ['identity', '00100040', 'PatientSex', 'CS', 'F', 'empty', 'profile-row'],
  ['contact', '00101040', 'PatientAddress', 'LO', 'Jalan Rekaan 1, Kota Contoh', 'remove', 'profile-row'],
  ['dates', '00080020', 'StudyDate', 'DA', '20200102', 'shift', 'profile-row'],
  ['devices', '00181000', 'DeviceSerialNumber', 'LO', '12345', 'remove', 'profile-row'],
  ['institution', '00080080', 'InstitutionName', 'LO', 'Rumah Sakit Contoh', 'dummy', 'preset'],
  ['notes', '00081030', 'StudyDescription', 'LO', 'CT head with a very long description that goes on and on', 'clean', 'preset'],
  ['uids', '0020000D', 'StudyInstanceUID', 'UI', '1.2.826.0.1.3680043.8.498.1', 'uid', 'profile-row'],
  ['examination', '00400275', 'RequestAttributesSequence', 'SQ', '1 item', 'keep', 'kept'],
  ['private', '00091001', '', 'LO', 'private text', 'remove', 'private'],
];

function element(index) {
  const [category, tag, keyword, vr, value, action, reason] = NAMED[index % NAMED.length];
  const copy = Math.floor(index / NAMED.length);
  return {
    row: index, path: copy ? `(0099,0010)[${copy}].(${tag.slice(0, 4)},${tag.slice(4)})` : `(${tag.slice(0, 4)},${tag.slice(4)})`,
    tag, keyword, name: keyword.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), vr, depth: copy ? 2 : 0, value, length: value.length,
    kind: vr === 'SQ' ? 'sequence' : 'element', action, chosen: false,
    alternatives: ['keep', 'remove', 'empty', 'zero', 'dummy', 'uid'], category, reason: {code: reason, detail: 'X/Z/D'},
    private: category === 'private',
  };
}

const TOTAL = number('rows', 260);
const elements = Array.from({length: TOTAL}, (_, index) => element(index));
elements.sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category));

function rows({choices, first, count, filter}) {
  const out = [];
  let last = null;
  const text = filter.text.toLowerCase().replace(/^vr:/, '');
  for (const one of elements) {
    const action = choices.elements[one.path] ?? choices.categories[one.category] ?? one.action;
    const fits = (!text || `${one.keyword} ${one.tag} ${one.value}`.toLowerCase().includes(text))
      && (!filter.category || one.category === filter.category)
      && (!filter.chip || (filter.chip === 'removed' && action === 'remove') || (filter.chip === 'kept' && action === 'keep')
        || (filter.chip === 'changed' && action !== 'keep') || (filter.chip === 'private' && one.private));
    if (!fits) continue;
    if (one.category !== last) {
      last = one.category;
      out.push({row: -1, path: `category:${last}`, tag: '', keyword: '', name: '', vr: '', depth: 0, value: '', length: 0,
        kind: 'category', action: null, chosen: false, alternatives: ['remove', 'empty', 'keep'], category: last, reason: null, private: false});
    }
    if (filter.folded.includes(`category:${last}`)) continue;
    out.push({...one, action, chosen: one.path in choices.elements});
  }
  return {total: out.length, rows: out.slice(first, first + count)};
}

const FRAMES = number('frames', 8);
const SIZE = {width: number('columns', 320), height: number('lines', 240)};

function render({choices, frame, window, result}) {
  const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  const shown = window ?? {center: 128, width: 256};
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      const at = (y * SIZE.width + x) * 4;
      const far = Math.hypot(x - 160, y - 120 - frame * 3);
      const raw = far < 90 ? 200 - far : 20;
      const grey = ((raw - shown.center) / shown.width + 0.5) * 255;
      const black = result && choices.masks.some((m) => m.enabled && m.first <= frame && (m.last === -1 || frame <= m.last)
        && x >= m.x && x < m.x + m.w && y >= m.y && y < m.y + m.h);
      pixels[at] = pixels[at + 1] = pixels[at + 2] = black ? 0 : grey;
      pixels[at + 3] = 255;
    }
  }
  return {...SIZE, pixels, window: shown, aspect: 1, sides: ['R', 'A', 'L', 'P'], made: Boolean(result)};
}

const OPTIONS = ['retain-safe-private', 'retain-uids', 'retain-device-identity', 'retain-institution-identity',
  'retain-patient-characteristics', 'retain-full-dates', 'modify-dates', 'clean-descriptors', 'clean-structured-content',
  'clean-graphics', 'clean-pixel-data'];

/** What a search finds in them, in two steps. */
const PROPOSED = [['identity', true], ['date', true], ['harmless', false], ['unknown', true], [null, false]].map(([match, ticked], place) => (
  {first: 0, last: -1, x: 10, y: 10 + 30 * place, w: 90, h: 20, reason: 'text', match, ticked}));
const searched = new Map();

/** Files called `us…` may carry text; a kept name is an open point of every file. */
const names = new Map();

function points({key, choices}) {
  const found = names.get(key)?.startsWith('us') ? [{code: 'text-risk', selector: null}] : [];
  if (choices?.elements['(0010,0010)'] === 'keep') found.push({code: 'kept-identity', selector: '(0010,0010)'});
  const settled = choices?.settled ?? {};
  if (settled['text-risk'] === 'found' && found[0]?.code !== 'text-risk') found.unshift({code: 'text-risk', selector: null});
  const how = (one) => settled[one.code] ?? settled[`${one.code} ${one.selector}`] ?? null;
  return found.map((one) => ({...one, settled: how(one) === 'found' ? null : how(one)}));
}

const ANSWERS = {
  hello: ({presets}) => ({
    version: '0.0.0', weakKey: false,
    presets: [...['research', 'outside-hospital'].map((id) => ({
      id, name: {en: id === 'research' ? 'Research (full anonymisation)' : 'Taken out of the hospital (hide patient identity only)', id},
      description: {en: '', id: ''},
      points: {en: ['Names, numbers and addresses go.', 'Dates are set to 1 January 1900.', 'Private elements go.'], id: ['Satu.']},
      options: ['clean-descriptors'], categories: {}, elements: {}, own: false,
    })), ...(presets ?? []).map((preset) => {
      if (!preset?.id) throw {code: 'preset-missing-key', selector: 'id', offset: null, detail: null};
      return {...preset, own: true};
    })],
    options: OPTIONS.map((id) => ({id, excludes: id === 'retain-full-dates' ? ['modify-dates'] : id === 'modify-dates' ? ['retain-full-dates'] : []})),
    categories: CATEGORIES,
    actions: ['keep', 'remove', 'empty', 'zero', 'dummy', 'uid', 'shift', 'pseudonym', 'clean'],
    syntaxes: [],
  }),
  open: ({key, file}) => {
    const bad = file.name.endsWith('.txt');
    names.set(key, file.name);
    const error = bad ? {code: 'not-dicom', selector: null, offset: 0, detail: null} : null;
    if (bad) return {key, summary: [], warnings: [], counts: {elements: 0, private: 0, sequences: 0}, image: null, error};
    return {
      key, summary: [{id: 'kind', value: 'CT Image Storage'}, {id: 'modality', value: 'US'}, {id: 'syntax', value: 'Explicit VR Little Endian'}],
      warnings: [{code: 'burned-in-likely', detail: null}, {code: 'preamble-filled', detail: null}],
      counts: {elements: TOTAL, private: 3, sequences: 2},
      directory: file.name === 'DICOMDIR',
      place: {patient: 'ID 1', study: '1.2', series: file.name.startsWith('us') ? '1.2.2' : '1.2.1', instance: key, device: file.name.startsWith('us') ? '' : 'CT\nMaker', modality: 'US', number: '1', charset: '',
        labels: {patient: 'Doe Jane · 1', study: '20200102', series: 'US'}},
      image: {frames: FRAMES, rows: SIZE.height, columns: SIZE.width, syntax: '1.2.840.10008.1.2.1', grade: null, shown: true, why: null, rate: number('rate', 0) || null, sweeps: number('sweeps', 0) > 0},
      open: points({key}),
      error,
    };
  },
  plan: ({key, choices}) => ({open: points({key, choices}), counts: {remove: 40 + Object.keys(choices.elements).length, dummy: 12, uid: 9, keep: 180}, identifying: 61, attention: 2, warnings: []}),
  rows, render,
  value: ({column, row}) => ({values: [column * 10 + row], unit: 'HU'}),
  clean: ({key, choices}) => {
    const open = points({key, choices});
    const waits = open.some(({settled}) => !settled);
    const held = waits || open.some(({code}) => code === 'kept-identity');
    const refused = choices.categories.identity === 'keep';
    return {
      outcome: refused ? 'refused' : held ? 'held' : 'cleaned', open, error: refused ? {code: 'residue', selector: '(0010,0010)', offset: 900, detail: null} : null,
      blob: refused || waits ? null : new Blob(['made up']), name: refused ? null : '2.25.1234.dcm',
      preview: elements.slice(0, 300).map((one) => ({path: one.path, tag: one.tag, keyword: one.keyword, before: one.value,
        after: one.action === 'remove' ? '' : 'ANONYMIZED', change: one.action === 'remove' ? 'removed' : 'changed'})),
      medium: {patient: 'p', study: 's', series: 'x', instance: key},
      path: refused ? null : `P-1/S-1/X-1/${key}.dcm`, nodes: [[[key, 's', 't', ''], []], refused ? null : [[`new ${key}`, 'S', 'T', ''], []]],
      row: {outcome: refused ? 'refused' : held ? 'held' : 'cleaned', error: null, open, input: {bytes: 7, sha256: 'a'}, sop_class: '', actions: {}, masks: [],
        output: refused || waits ? null : {name: `${key}.dcm`, bytes: 7, sha256: 'b'}},
      counts: {}, notes: [],
    };
  },
  find: ({key}) => {
    const step = searched.get(key) ?? 0;
    searched.set(key, step + 1);
    const all = names.get(key)?.startsWith('us') ? PROPOSED : [];
    return {done: step > 0, proposals: step > 0 ? all : all.slice(0, 1), error: null};
  },
  directory: () => ({missing: [['IMAGES', 'IM9'], null]}),
  node: ({key}) => [[key, 's', 't', ''], []],
  graph: ({before, after}) => {
    const lost = before.flatMap((one, file) => (one && !after[file] ? [{file, kind: 'same-series', target: 0}] : []));
    return {same: !lost.length, lost};
  },
  report: ({format, values}) => ({text: JSON.stringify({values}), name: `report.${format}`, type: 'application/json'}),
  ids: ({text}) => (text.includes('bad') ? {people: [], problems: [{line: 2, code: 'ids-double'}]} : {people: [{old: 'a', new: 'b', name: '', arm: '', offset: null}], problems: []}),
  link: ({key}) => ({rows: [['patient', `old ${names.get(key)}`, 'P-1']]}),
  links: ({rows}) => ({text: rows.map((row) => row.join(',')).join('\n'), name: 'samar-link-table.csv', type: 'text/csv'}),
  account: ({format, rows}) => ({text: JSON.stringify(rows), name: `samar-set-report.${format}`, type: 'text/plain'}),
  medium: ({files}) => ({buffer: new Uint8Array(files.length)}),
  preset: ({choices, name, points}) => {
    const bad = Object.keys(choices.elements).find((selector) => !/^[A-Z(]/.test(selector));
    if (bad) throw {code: 'preset-selector', selector: `elements.${bad}`, offset: null, detail: null};
    const all = (text) => ({en: text, id: text});
    const preset = {id: `own-${name.toLowerCase()}`, name: all(name), description: all(name), points: all(points), options: choices.options ?? ['clean-descriptors'],
      categories: choices.categories, elements: choices.elements};
    return {preset, text: JSON.stringify(preset), name: `samar-preset-${preset.id}.json`, type: 'application/json'};
  },
  close: () => ({}),
};

export class Core extends EventTarget {
  pending = 0;

  async request(op, args = {}, {onProgress = null} = {}) {
    this.pending += 1;
    this.dispatchEvent(new Event('pending'));
    (globalThis.asked ??= []).push({op, args});
    try {
      const slow = number('slow', 0);
      if (slow) {
        onProgress?.({done: 1, total: 4, what: op});
        await new Promise((resolve, reject) => {
          this.stop = reject;
          setTimeout(resolve, slow);
        });
      }
      await null;
      return ANSWERS[op](args);
    } finally {
      this.pending -= 1;
      this.dispatchEvent(new Event('pending'));
    }
  }

  restart(code = 'cancelled') {
    globalThis.restarts = (globalThis.restarts ?? 0) + 1;
    this.stop?.({code});
    this.dispatchEvent(new Event('restart'));
  }
}
