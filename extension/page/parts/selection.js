/** Rows of the table that a person picks to give them one action: by path, so that they stay picked while other rows are looked at. */

export class Selection {
  #rows = new Map();
  #last = null;

  get size() {
    return this.#rows.size;
  }

  has(path) {
    return this.#rows.has(path);
  }

  clear() {
    this.#rows = new Map();
    this.#last = null;
  }

  /** Pick a row or leave it. `index` is its place in the table; with `range` all rows from the last one touched to this one follow it:
   * `rowsOf(first, count)` gives them. */
  async toggle(row, index, range, rowsOf) {
    const on = !this.#rows.has(row.path);
    const from = this.#last;
    this.#last = index;
    const rows = range && from !== null ? await rowsOf(Math.min(from, index), Math.abs(index - from) + 1) : [row];
    for (const one of rows) {
      if (!isPickable(one)) continue;
      if (on) this.#rows.set(one.path, one);
      else this.#rows.delete(one.path);
    }
  }

  /** Paths of those rows for which an action is possible. */
  pathsFor(action) {
    return [...this.#rows.values()].filter(({alternatives}) => alternatives.includes(action)).map(({path}) => path);
  }
}

/** Whether a person may choose an action for a row by itself. */
export function isPickable({kind, alternatives}) {
  return kind !== 'category' && Boolean(alternatives?.length);
}
