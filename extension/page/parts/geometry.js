/** A Lit directive that sets style properties one by one: the policy forbids style attributes. */

import {noChange} from 'lit';
import {Directive, directive} from 'lit/directive.js';

class Geometry extends Directive {
  /** @param {Record<string, string | number>} properties */
  render(properties) { // eslint-disable-line no-unused-vars
    return noChange;
  }

  /**
   * @param {any} part
   * @param {any[]} given
   */
  update({element}, [properties]) {
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
    return noChange;
  }
}

/** `<div ${geometry({height: '10px', '--depth': 2})}>` */
export const geometry = directive(Geometry);
