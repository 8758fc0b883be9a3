/** What the search of the table may be completed to: fields, their values, and keywords of the file (review/query.py has the grammar). */

const FIELDS = ['vr:', 'action:', 'group:', 'private:', 'value:'];
const VRS = ['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'OB', 'OW', 'PN', 'SH', 'SQ', 'ST', 'TM', 'UC', 'UI', 'UN', 'UT'];
const MOST = 12;

/** Whole texts, each with its last word completed. `actions`: names; `keywords` and `groups` of rows that were seen. */
export function completions(text, {actions, keywords, groups}) {
  const [, before, minus, last] = /^((?:.*\s)?)(-?)(\S*)$/s.exec(text);
  if ((before.match(/"/g) ?? []).length % 2) return [];
  const low = last.toLowerCase();
  const field = FIELDS.find((one) => low.startsWith(one));
  const values = {'vr:': VRS, 'action:': actions, 'group:': groups}[field] ?? [];
  const words = field ? values.map((value) => field + value)
    : low.length > 1 ? [...FIELDS, ...keywords] : FIELDS;
  const found = words.filter((word) => word.toLowerCase().startsWith(low) && word.toLowerCase() !== low);
  return found.slice(0, MOST).map((word) => before + minus + word);
}
