/** At most one request at work and one waiting: a newer one takes the place of the one that waits. */
export class Latest {
  #working = false;
  /** @type {{asking: () => any, resolve: (answer: any) => void, reject: (error: any) => void} | null} */
  #waiting = null;

  /** The answer of `asking()`, or `undefined` when a newer request took its place before it began.
   * @param {() => any} asking @returns {Promise<any>} */
  run(asking) {
    return new Promise((resolve, reject) => {
      this.#waiting?.resolve(undefined);
      this.#waiting = {asking, resolve, reject};
      this.#next();
    });
  }

  async #next() {
    if (this.#working || !this.#waiting) return;
    const {asking, resolve, reject} = this.#waiting;
    this.#waiting = null;
    this.#working = true;
    try {
      resolve(await asking());
    } catch (error) {
      reject(error);
    } finally {
      this.#working = false;
      this.#next();
    }
  }
}
