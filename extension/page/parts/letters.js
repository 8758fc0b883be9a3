/**
 * How large the reader's letters are, as a share of what browsers give: lengths of the page that hold letters are told in `rem`, and rows
 * whose heights the page has to know are so many pixels times this.
 */
export function letters() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
