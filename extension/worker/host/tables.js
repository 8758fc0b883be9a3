/** The generated tables: JSON files of the extension's own folder, given to Python as dicts of columns. */

const WHOLE = 4294967295;

/** Numbers as a typed array, of the smallest kind that holds them all: 32 bits unsigned, signed, or 64-bit floats. */
function numbers(column) {
  let lowest = 0;
  let highest = 0;
  for (const one of column) {
    if (!Number.isInteger(one)) return null;
    if (one < lowest) lowest = one;
    if (one > highest) highest = one;
  }
  if (lowest >= 0 && highest <= WHOLE) return Uint32Array.from(column);
  if (lowest >= -2147483648 && highest <= 2147483647) return Int32Array.from(column);
  return Float64Array.from(column);
}

/** Columns of whole numbers become typed arrays; everything else stays what it is. */
export function withTypedColumns(table) {
  return Object.fromEntries(Object.entries(table).map(([name, column]) => {
    if (!Array.isArray(column) || column.length === 0 || typeof column[0] !== 'number') return [name, column];
    return [name, numbers(column) ?? column];
  }));
}

/** Tables by name, from texts that were fetched ahead; each is parsed when the core first asks for it, and kept. */
export class Tables {
  constructor(border, texts) {
    this.border = border;
    this.texts = texts;
    this.made = new Map();
  }

  get(name) {
    if (!this.made.has(name)) {
      if (!this.texts.has(name)) this.border.raiseCoded('HostMissing', 'host-no-table', name);
      this.made.set(name, this.border.toPython(withTypedColumns(JSON.parse(this.texts.get(name)))));
      this.texts.delete(name);
    }
    return this.made.get(name);
  }
}
