// Text in the character sets of DICOM (PS3.5 6.1), as `decode(buffer, label)` and `encode(text, label)`.
//
// The labels are those of pycore/samar/core/elements/charset.py. pycore/samar/hosts/text.py does the same on CPython, function by function,
// and the two agree on every byte. TextDecoder supplies the tables; where the web's encodings are not DICOM's (there
// iso-8859-1 is windows-1252, euc-kr is UHC, gb2312 is GBK) the corrections stand here as code points.
// A table is built when the first text needs it, and kept.

const MISSING = 0xfffd;

// Single-byte sets whose upper half TextDecoder maps as ISO 8859 does.
const FROM_WEB = {
  'latin-2': 'iso-8859-2', 'latin-3': 'iso-8859-3', 'latin-4': 'iso-8859-4', 'latin-9': 'iso-8859-15',
  cyrillic: 'iso-8859-5', arabic: 'iso-8859-6', greek: 'iso-8859-7', hebrew: 'iso-8859-8',
};
const LATIN_5 = [[0xd0, 0x11e], [0xdd, 0x130], [0xde, 0x15e], [0xf0, 0x11f], [0xfd, 0x131], [0xfe, 0x15f]];

// Two-byte code and code point where the web maps otherwise than the national standard does.
const SHIFT_JIS_FIXES = [[0x8160, 0x301c], [0x8161, 0x2016], [0x817c, 0x2212], [0x8191, 0xa2], [0x8192, 0xa3], [0x81ca, 0xac]];
const JIS_0212_FIXES = [[0x2237, 0x7e]];
const KOREAN_FIXES = [[0xa2e6, 0x20ac], [0xa2e7, 0xae]];
const CHINESE_FIXES = [
  [0xa3a0, 0xe5e5], [0xa6d9, 0xe78d], [0xa6da, 0xe78e], [0xa6db, 0xe78f], [0xa6dc, 0xe790], [0xa6dd, 0xe791],
  [0xa6de, 0xe792], [0xa6df, 0xe793], [0xa6ec, 0xe794], [0xa6ed, 0xe795], [0xa6f3, 0xe796], [0xa8bc, 0xe7c7],
  [0xfe59, 0xe81e], [0xfe61, 0xe826], [0xfe66, 0xe82b], [0xfe67, 0xe82c], [0xfe6d, 0xe832], [0xfe7e, 0xe843],
  [0xfe90, 0xe854], [0xfea0, 0xe864],
];
const GB_2312_FIXES = [[0xa1a4, 0x30fb], [0xa1aa, 0x2015]];

// Rows of GB 2312 that are not full: lead byte, then first and last trail bytes of each run.
const GB_2312_ROWS = {
  0xa2: [0xb1, 0xe2, 0xe5, 0xee, 0xf1, 0xfc], 0xa4: [0xa1, 0xf3], 0xa5: [0xa1, 0xf6], 0xa6: [0xa1, 0xb8, 0xc1, 0xd8],
  0xa7: [0xa1, 0xc1, 0xd1, 0xf1], 0xa8: [0xa1, 0xba, 0xc5, 0xe9], 0xa9: [0xa4, 0xef], 0xd7: [0xa1, 0xf9],
};

const kept = new Map();

function once(name, make) {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name);
}

const isPrivate = (point) => point >= 0xe000 && point < 0xf900;

// ---- tables: two-byte code to code point (0 where there is none) ----

/** Decode every code of `leads` x `trails` in one go; a line feed after each keeps a bad one from eating the next. */
function pairs(label, leads, trails, prefix, code) {
  const size = prefix.length + 3;
  const bytes = new Uint8Array(leads.length * trails.length * size);
  let at = 0;
  for (const lead of leads) for (const trail of trails) { bytes.set([...prefix, lead, trail, 10], at); at += size; }
  const found = new TextDecoder(label).decode(bytes).split('\n');
  const table = new Uint16Array(65536);
  at = 0;
  for (const lead of leads) {
    for (const trail of trails) {
      const text = found[at];
      at += 1;
      if (text.length === 1 && text.charCodeAt(0) !== MISSING) table[code(lead, trail)] = text.charCodeAt(0);
    }
  }
  return table;
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const both = (lead, trail) => lead * 256 + trail;

function fix(table, fixes) {
  for (const [code, point] of fixes) table[code] = point;
  return table;
}

/** JIS X 0208 with the rows that vendors added (13, 89 to 92 and IBM's), by Shift-JIS code. */
const shiftJis = () => once('table shift-jis', () => fix(
  pairs('shift_jis', [...range(0x81, 0x9f), ...range(0xe0, 0xef), ...range(0xfa, 0xfc)],
    [...range(0x40, 0x7e), ...range(0x80, 0xfc)], [], both), SHIFT_JIS_FIXES));

/** The same by its seven-bit code, rows 1 to 94. */
const jis0208 = () => once('table jis-x-0208', () => {
  const table = new Uint16Array(65536);
  for (let row = 0; row < 94; row += 1) {
    const lead = (row >> 1) + (row < 62 ? 0x81 : 0xc1);
    for (let cell = 0; cell < 94; cell += 1) {
      const trail = cell + (row & 1 ? 0x9f : cell < 63 ? 0x40 : 0x41);
      table[(row + 33) * 256 + cell + 33] = shiftJis()[lead * 256 + trail];
    }
  }
  return table;
});

/** JIS X 0212 by its seven-bit code; rows above 109 are IBM's. */
const jis0212 = () => once('table jis-x-0212', () => fix(
  pairs('euc-jp', range(0xa1, 0xed), range(0xa1, 0xfe), [0x8f], (lead, trail) => both(lead - 128, trail - 128)),
  JIS_0212_FIXES));

/** KS X 1001 and, outside A1A1 to FEFE, the syllables that Windows added. */
const korean = () => once('table korean', () => {
  const table = pairs('euc-kr', range(0x81, 0xfe), [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0x81, 0xfe)], [], both);
  return fix(table.map((point) => (isPrivate(point) ? 0 : point)), KOREAN_FIXES);
});

/** The two-byte part of GB 18030, which holds GBK and, but for two signs, GB 2312. */
const chinese = () => once('table chinese', () => fix(
  pairs('gb18030', range(0x81, 0xfe), [...range(0x40, 0x7e), ...range(0x80, 0xfe)], [], both), CHINESE_FIXES));

const gb2312 = () => once('table gb-2312', () => fix(chinese().slice(), GB_2312_FIXES));

/** Code points of the four-byte part of GB 18030 in its order: all of the BMP that has no shorter code. */
const fourByte = () => once('table gb18030', () => {
  const short = new Uint8Array(65536);
  for (const point of chinese()) short[point] = 1;
  const points = [];
  for (let point = 0x80; point < 0x10000; point += 1) {
    if (!short[point] && (point < 0xd800 || point > 0xdfff)) points.push(point);
  }
  return Uint16Array.from(points);
});

// ---- decoding ----

/** Code points of the 256 bytes of a single-byte set. */
function single(label) {
  return once(label, () => {
    const points = Uint16Array.from(range(0, 255));
    if (label in FROM_WEB) {
      const text = new TextDecoder(FROM_WEB[label]).decode(Uint8Array.from(range(128, 255)));
      for (let i = 0; i < 128; i += 1) points[128 + i] = text.charCodeAt(i);
    } else if (label === 'latin-5') {
      fix(points, LATIN_5);
    } else if (label === 'thai') {
      for (const byte of range(0xa0, 0xff)) {
        points[byte] = byte === 0xa0 || (byte > 0xda && byte < 0xdf) || byte > 0xfb ? MISSING : byte - 0xa0 + 0xe00;
      }
    } else if (label === 'ascii') {
      points.fill(MISSING, 128);
    }
    return points;
  });
}

function text(points, count) {
  let found = '';
  for (let at = 0; at < count; at += 8192) found += String.fromCharCode.apply(null, points.subarray(at, Math.min(count, at + 8192)));
  return found;
}

function decodeSingle(bytes, label) {
  const table = single(label);
  const points = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) points[i] = table[bytes[i]];
  return text(points, bytes.length);
}

/** Seven-bit pairs of a set designated to G0; controls and spaces stand for themselves. */
function decodeSevenBit(bytes, table) {
  const points = new Uint16Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i];
    if (lead <= 0x20) {
      points[count] = lead;
    } else {
      const point = lead < 0x7f && i + 1 < bytes.length ? table[lead * 256 + bytes[i + 1]] : 0;
      points[count] = point || MISSING;
      if (i + 1 < bytes.length && bytes[i + 1] > 0x20) i += 1;
    }
    count += 1;
  }
  return text(points, count);
}

/** ASCII, and pairs whose first byte has its high bit set; Shift-JIS has half-width katakana in one byte besides. */
function decodeEightBit(bytes, label, table) {
  const points = new Uint16Array(bytes.length + 1);
  const katakana = label === 'jis-x-0201';
  const long = label === 'gb18030' || label === 'gbk';
  let count = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i];
    let point = lead;
    if (katakana && lead > 0xa0 && lead < 0xe0) {
      point = lead + 0xfec0;
    } else if (lead > 0x7f) {
      const trail = i + 1 < bytes.length ? bytes[i + 1] : 0;
      point = table[lead * 256 + trail];
      if (point) {
        i += 1;
      } else if (long && trail > 0x2f && trail < 0x3a && (point = longPoint(bytes, i)) >= 0) {
        i += 3;
        if (point > 0xffff) {
          points[count] = 0xd800 + ((point - 0x10000) >> 10);
          count += 1;
          point = 0xdc00 + (point & 0x3ff);
        }
      } else {
        point = MISSING;
        if (trail > 0x7f) i += 1;
      }
    }
    points[count] = point;
    count += 1;
  }
  return text(points, count);
}

/** Code point of the four bytes at `at`, or -1. */
function longPoint(bytes, at) {
  if (at + 3 >= bytes.length) return -1;
  const [a, b, c, d] = [bytes[at] - 0x81, bytes[at + 1] - 0x30, bytes[at + 2] - 0x81, bytes[at + 3] - 0x30];
  if (a < 0 || a > 125 || c < 0 || c > 125 || d < 0 || d > 9) return -1;
  const place = ((a * 10 + b) * 126 + c) * 10 + d;
  if (place < fourByte().length) return fourByte()[place];
  const point = place - 189000 + 0x10000;
  return point >= 0x10000 && point <= 0x10ffff ? point : -1;
}

const TABLES = {
  'jis-x-0201': shiftJis, 'jis-x-0208': jis0208, 'jis-x-0212': jis0212, 'ks-x-1001': korean, 'gb-2312': gb2312,
  gbk: chinese, gb18030: chinese,
};

function isAscii(bytes) {
  let all = 0;
  for (let i = 0; i < bytes.length; i += 1) all |= bytes[i];
  return all < 128;
}

/** Text of a Uint8Array; bytes that the set does not have become U+FFFD. Throws RangeError for an unknown label. */
export function decode(bytes, label) {
  if (label === 'jis-x-0208' || label === 'jis-x-0212') return decodeSevenBit(bytes, TABLES[label]());
  if (isAscii(bytes)) return text(bytes, bytes.length);
  if (label === 'latin-1') return text(bytes, bytes.length);
  if (label === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (label in TABLES) return decodeEightBit(bytes, label, TABLES[label]());
  if (label in FROM_WEB || label === 'latin-5' || label === 'thai' || label === 'ascii') return decodeSingle(bytes, label);
  throw new RangeError(label);
}

// ---- encoding ----

const inGb2312 = (code) => {
  const [lead, trail] = [code >> 8, code & 255];
  if (lead < 0xa1 || trail < 0xa1 || lead > 0xf7 || (lead > 0xa9 && lead < 0xb0)) return false;
  const runs = GB_2312_ROWS[lead];
  if (!runs) return true;
  for (let i = 0; i < runs.length; i += 2) if (trail >= runs[i] && trail <= runs[i + 1]) return true;
  return false;
};
const inJisRows = (code) => code >> 8 < 0x75 && code >> 8 !== 0x2d;
const eightBit = (code) => code >= 0xa1a1 && (code & 255) > 0xa0;

// Which codes of a table may be written. What a set's standard does not have (vendors' rows, UHC, GBK's additions) is read,
// and is written only under the label with '-vendor', for text that came from such a file.
const WRITABLE = {
  'jis-x-0208': inJisRows, 'jis-x-0208-vendor': () => true, 'jis-x-0212': () => true,
  'ks-x-1001': (code) => eightBit(code) && code !== 0xa4d4, 'ks-x-1001-vendor': () => true,
  'gb-2312': inGb2312, 'gb-2312-vendor': (code, point) => eightBit(code) && !isPrivate(point),
  gbk: (code, point) => !isPrivate(point), gb18030: () => true,
};

/** Code point to code; of two codes the lower is taken, and what the standard has before what vendors added. */
function reverse(label) {
  return once(`reverse ${label}`, () => {
    const strict = label.endsWith('-vendor') ? label.slice(0, -7) : label;
    const found = strict === label ? new Map() : new Map(reverse(strict));
    const table = TABLES[strict]();
    for (let code = 0; code < 65536; code += 1) {
      const point = table[code];
      if (point && !found.has(point) && WRITABLE[label](code, point)) found.set(point, code);
    }
    if (label === 'gb18030') fourByte().forEach((point, place) => found.set(point, 65536 + place));
    return found;
  });
}

function reverseSingle(label) {
  return once(`reverse ${label}`, () => {
    const found = new Map();
    single(label).forEach((point, byte) => { if (point !== MISSING) found.set(point, byte); });
    return found;
  });
}

function pushLong(bytes, place) {
  bytes.push(0x81 + Math.floor(place / 12600), 0x30 + Math.floor(place / 1260) % 10, 0x81 + Math.floor(place / 10) % 126, 0x30 + place % 10);
}

function encodePairs(string, label) {
  const codes = reverse(label);
  const sevenBit = label.startsWith('jis');
  const bytes = [];
  for (const character of string) {
    const point = character.codePointAt(0);
    const code = codes.get(point);
    if (point < 0x80 && !sevenBit) bytes.push(point);
    else if (code !== undefined && code < 65536) bytes.push(code >> 8, code & 255);
    else if (code !== undefined) pushLong(bytes, code - 65536);
    else if (label === 'gb18030' && point > 0xffff) pushLong(bytes, point - 0x10000 + 189000);
    else return null;
  }
  return Uint8Array.from(bytes);
}

function encodeSingle(string, pointToByte) {
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < string.length; i += 1) {
    const byte = pointToByte(string.charCodeAt(i));
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return bytes;
}

function katakanaByte(point) {
  if (point < 0x80) return point;
  return point >= 0xff61 && point <= 0xff9f ? point - 0xfec0 : undefined;
}

/** Bytes of a string, or null when one of its characters has no place in the set. Throws RangeError for an unknown label. */
export function encode(string, label) {
  string = String(string);
  if (label in WRITABLE) return encodePairs(string, label);
  if (label === 'utf-8') {
    // A surrogate on its own is no character; TextEncoder would write U+FFFD for it.
    return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(string) ? null : new TextEncoder().encode(string);
  }
  if (label === 'ascii') return encodeSingle(string, (point) => (point < 0x80 ? point : undefined));
  if (label === 'latin-1') return encodeSingle(string, (point) => (point < 0x100 ? point : undefined));
  if (label === 'jis-x-0201') return encodeSingle(string, katakanaByte);
  if (label in FROM_WEB || label === 'latin-5' || label === 'thai') return encodeSingle(string, (point) => reverseSingle(label).get(point));
  throw new RangeError(label);
}
