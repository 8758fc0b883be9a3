/** Brython's operations that are written otherwise, each as a method of the writer in `quicken.mjs`. */

import {isBuiltin, isCallOf, isExactly, isKeywords, isPlainText} from './quicken_shapes.mjs';

const OPERATORS = {__add__: 'add', __sub__: 'sub', __mul__: 'mul', __floordiv__: 'floordiv', __mod__: 'mod', __and__: 'and',
  __or__: 'or', __rshift__: 'rshift', __lshift__: 'lshift'};
const COMPARISONS = {__eq__: 'eq', __ne__: 'ne', __lt__: 'lt', __le__: 'le', __gt__: 'gt', __ge__: 'ge'};
const AUGMENTED = {'+=': 'add', '-=': 'sub', '*=': 'mul', '//=': 'floordiv', '%=': 'mod'};
const BUILTINS = {len: 'len', chr: 'chr', ord: 'ord', str: 'str', min: 'min', max: 'max', isinstance: 'isInstance', list: 'listed'};
/** Methods of text, lists and dicts that `quick.js` knows, by number of arguments. */
const METHODS = {append: [1], join: [1], strip: [0, 1], rstrip: [0, 1], lstrip: [0, 1], split: [1], get: [1, 2], startswith: [1],
  endswith: [1], lower: [0], upper: [0], replace: [2], find: [1], isascii: [0], isdecimal: [0], isprintable: [0], extend: [1]};
const MOST_ARGUMENTS = 8;

/** Brython's functions that are replaced; `given` are the arguments' nodes. */
export const OPERATIONS = {
  rich_op(node, [name, left, right]) {
    const quick = OPERATORS[name.value];
    return quick ? this.call(quick, this.write(left), this.write(right)) : null;
  },

  rich_comp(node, [name, left, right]) {
    const quick = COMPARISONS[name.value];
    return quick ? this.call(quick, this.write(left), this.write(right)) : null;
  },

  augm_assign(node, [left, name, right]) {
    const quick = AUGMENTED[name.value];
    return quick ? this.call('augmented', this.write(left), `'${name.value}'`, this.write(right), this.quick(quick)) : null;
  },

  $bool(node, [value]) {
    if (value.type === 'UnaryExpression' && value.operator === '!') return this.write(value);
    if (isCallOf(value, '$is') || isCallOf(value, '$is_member')) return this.write(value);
    return this.call('truth', this.write(value));
  },

  $is(node, [left, right]) {
    return isExactly(left) || isExactly(right) ? `(${this.write(left)} === ${this.write(right)})` : null;
  },

  $is_member(node, [item, container]) {
    const literal = isCallOf(container, 'fast_tuple') ? container.arguments[0] : null;
    if (literal?.elements.every(isPlainText)) return this.call('among', this.write(item), this.source(literal));
    return this.call('has', this.write(item), this.write(container));
  },

  $getitem(node, [object, item]) {
    return this.call('item', this.write(object), this.write(item));
  },

  $setitem(node, [object, item, value]) {
    return this.call('setItem', this.write(object), this.write(item), this.write(value));
  },

  getitem_slice(node, [object, slice]) {
    const parts = slice.arguments;
    if (!parts || parts.length !== 3 || !isBuiltin(parts[2], 'None')) return null;
    return this.call('cut', this.write(object), this.write(parts[0]), this.write(parts[1]));
  },

  $getattr_pep657(node, [object, name]) {
    return this.get(object, name.value);
  },

  call_attr(node, [object, name, , ...given]) {
    if (given.some((one) => isKeywords(one) || one.type === 'SpreadElement') || given.length > MOST_ARGUMENTS) {
      if (!this.isModule(object)) return null;
      return `$B.$call(${[`${this.write(object)}[DICT].${name.value}`, ...this.all(given)].join(', ')})`;
    }
    const written = this.write(object);
    if (this.isModule(object)) return this.call('call', `${written}[DICT].${name.value}`, ...this.all(given));
    if (METHODS[name.value]?.includes(given.length)) return this.call(`m_${name.value}`, written, ...this.all(given));
    return this.call('send', written, `'${name.value}'`, ...this.all(given));
  },

  $call_with_position(node, [callee, , ...given]) {
    const arguments_ = () => this.all(given);
    if (given.some((one) => isKeywords(one) || one.type === 'SpreadElement') || given.length > MOST_ARGUMENTS) {
      return `$B.$call(${[this.write(callee), ...arguments_()].join(', ')})`;
    }
    if (isBuiltin(callee)) {
      const quick = BUILTINS[callee.property.name];
      if (quick && given.length === (['min', 'max', 'isInstance'].includes(quick) ? 2 : 1)) return this.call(quick, ...arguments_());
    }
    return this.call('call', this.write(callee), ...arguments_());
  },

  make_js_iterator(node, [object, frame]) {
    if (frame === undefined || this.source(frame) !== 'frame') return null;
    return this.call('iterate', this.write(object));
  },

  trace_return_and_leave(node, [, value]) {
    if (!this.top('ownsFrame')?.plain) return null;
    return this.write(value);
  },

  set_lineno(node, [frame, line]) {
    if (frame.name !== 'frame' || !this.top('ownsFrame')?.plain) return null;
    return `(line = ${this.source(line)})`;
  },

  resolve_local(node, [name]) {
    const variable = this.variable(name.value);
    return variable ? `(${variable} ?? ${this.call('unbound', this.source(name))})` : null;
  },

  resolve_in_scopes(node, [name, {elements}]) {
    const [own, module] = elements;
    if (elements.length !== 3 || own.type !== 'Identifier') return null;
    const scope = this.localsOf(own);
    if (!scope || this.scopes.length === 0 || name.value in Object.prototype) return null;
    if (!scope.plain) return null;
    return `(${module.name}.${name.value} ?? ${this.call('global', module.name, this.source(name))})`;
  },
};
