/** A Lit directive that sets style properties one by one: the policy forbids style attributes. */

import {noChange} from 'lit';
import {Directive, directive} from 'lit/directive.js';

class Geometry extends Directive {
  render() {
    return noChange;
  }

  update({element}, [properties]) {
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
    return noChange;
  }
}

/** `<div ${geometry({height: '10px', '--depth': 2})}>` */
export const geometry = directive(Geometry);
