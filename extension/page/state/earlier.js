/** Rows of an earlier report of a set, by the hash of the original; the report is one JSON object, or JSON lines. */

const WRITTEN = new Set(['cleaned', 'unchanged', 'held']);
const HASH = /^[0-9a-f]{64}$/;

/** Map of hash to row, of what was written. Throws where the text is no report of Samar.
 * @param {string} text @returns {Map<string, any>} */
export function rowsOf(text) {
  const [head, ...more] = parsed(text);
  if (head?.program !== 'Samar') throw new Error('no report');
  const rows = new Map();
  for (const row of Array.isArray(head.files) ? head.files : more) {
    if (WRITTEN.has(row?.outcome) && HASH.test(row.input?.sha256) && HASH.test(row.choices) && typeof row.output?.name === 'string') {
      rows.set(row.input.sha256, row);
    }
  }
  return rows;
}

/** @param {string} text @returns {any[]} */
function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }
}

/** The row that says that a file is done, or null. `now` is what `before` gave: with another secret the file would stand elsewhere.
 * @param {Map<string, any>} rows @param {any} now */
export function doneBefore(rows, now) {
  const row = rows.get(now.input.sha256);
  return row && row.choices === now.choices && row.output.name.startsWith(now.folder) ? row : null;
}
