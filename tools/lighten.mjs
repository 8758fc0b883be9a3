/**
 * A pass over what Brython generates that keeps its meaning and makes it light: the operations on plain numbers, texts, lists and
 * slots go through `extension/host/shortcuts.js`, which does them at once or hands them to Brython as before.
 *
 * Works on the syntax tree (acorn), never by pattern. What is left out: columns for tracebacks (`frame.positions`, `inum`),
 * `$B.js_this`, and the class of a method where nothing asks for it. Lines stay.
 */

import {parse} from 'acorn';

const COMPARISONS = {__eq__: 'eq', __ne__: 'ne', __lt__: 'lt', __le__: 'le', __gt__: 'gt', __ge__: 'ge'};
const OPERATIONS = {__add__: 'add', __sub__: 'sub', __mul__: 'mul', __floordiv__: 'floordiv', __mod__: 'mod', __and__: 'and', __or__: 'or',
  __lshift__: 'lshift', __rshift__: 'rshift'};
const AUGMENTED = {'+=': 'augmentAdd', '-=': 'augmentSub'};

/** Name of the `$B.…` function that a call calls, or null. */
function brythonName(node) {
  if (node?.type !== 'CallExpression') return null;
  const {callee} = node;
  return callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' && callee.object.name === '$B'
    ? callee.property.name : null;
}

const isText = (node, value) => node?.type === 'Literal' && typeof node.value === 'string' && (value === undefined || node.value === value);
const isBuiltin = (node, name) => node?.type === 'MemberExpression' && node.object.name === '_b_' && node.property.name === name;
const isMember = (node, object, property) => node?.type === 'MemberExpression' && !node.computed && node.object.name === object
  && node.property.name === property;
const isIdentifier = (text) => /^[A-Za-z_]\w*$/.test(text);

/** A name or `name.name`: reading it twice costs nothing and changes nothing. */
function isPlain(node) {
  return node.type === 'Identifier' || (node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier');
}

class Pass {
  constructor(source, slots) {
    this.source = source;
    this.slots = slots;
    this.edits = [];
    this.functions = new Map();
    this.supers = [];
  }

  replace(start, stop, text) {
    this.edits.push({start, stop, text, order: this.edits.length});
  }

  text(node) {
    return this.source.slice(node.start, node.end);
  }

  /** `$B.name(…)` becomes `$F.name(…)` with these of its arguments. */
  call(node, name, kept) {
    const given = node.arguments;
    const first = kept[0];
    this.replace(node.start, first === undefined ? node.end : given[first].start, `$F.${name}(${first === undefined ? ')' : ''}`);
    if (first === undefined) return;
    for (let at = 0; at < kept.length; at += 1) {
      const here = given[kept[at]];
      const next = at + 1 < kept.length ? given[kept[at + 1]] : null;
      if (next === null) this.replace(here.end, node.end, ')');
      else if (kept[at + 1] !== kept[at] + 1) this.replace(here.end, next.start, ', ');
    }
  }

  visit(node, parent) {
    if (!node || typeof node.type !== 'string') return;
    if (this[node.type]?.(node, parent) === false) return;
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (Array.isArray(child)) child.forEach((one) => this.visit(one, node));
      else if (child && typeof child.type === 'string') this.visit(child, node);
    }
  }

  ExpressionStatement(node) {
    const {expression} = node;
    if (brythonName(expression) === 'set_lineno' && expression.arguments.length === 2) {
      this.replace(expression.start, expression.end, `frame.$lineno = ${this.text(expression.arguments[1])}`);
      return false;
    }
    if (expression.type !== 'AssignmentExpression') return true;
    const {left, right} = expression;
    if (isMember(left, 'frame', 'positions') || isMember(left, '$B', 'js_this')) {
      this.replace(node.start, node.end, '');
      return false;
    }
    if (left.type === 'MemberExpression' && left.computed && isMember(left.property, '$B', 'INUM')) {
      this.replace(node.start, node.end, '');
      return false;
    }
    if (isMember(left, 'locals', 'ob_type') && right.type === 'AssignmentExpression' && brythonName(right.right) === 'get_method_class'
      && !this.supers.some(([start, stop]) => start < node.start && node.end < stop)) {
      this.replace(node.start, node.end, '');
      return false;
    }
    return true;
  }

  LogicalExpression(node) {
    if (node.operator === '&&' && brythonName(node.left) === 'set_lineno' && node.left.arguments.length === 2) {
      this.replace(node.start, node.right.start, `(frame.$lineno = ${this.text(node.left.arguments[1])}, `);
      this.replace(node.right.end, node.right.end, ')');
      this.visit(node.right, node);
      return false;
    }
    return true;
  }

  CallExpression(node, parent) {
    const name = brythonName(node);
    const given = node.arguments;
    if (given.some((one) => one.type === 'SpreadElement')) return true;
    switch (name) {
      case 'rich_comp':
        if (COMPARISONS[given[0].value]) this.call(node, COMPARISONS[given[0].value], [1, 2]);
        break;
      case 'rich_op':
        if (OPERATIONS[given[0].value]) this.call(node, OPERATIONS[given[0].value], [1, 2]);
        break;
      case 'augm_assign':
        if (AUGMENTED[given[1].value]) this.call(node, AUGMENTED[given[1].value], [0, 2]);
        break;
      case '$bool':
        this.bool(node, given[0]);
        break;
      case '$getitem':
        this.call(node, 'item', [0, 1]);
        break;
      case '$setitem':
        this.call(node, 'setItem', [0, 1, 2]);
        break;
      case '$is_member':
        this.call(node, 'contains', [0, 1]);
        break;
      case '$is':
        if (isBuiltin(given[1], 'None')) {
          this.replace(node.start, given[0].start, '(');
          this.replace(given[0].end, given[1].start, ' === ');
          this.replace(given[1].end, node.end, ')');
        }
        break;
      case '$call_with_position':
        this.calls(node, given);
        break;
      case 'call_attr':
        this.method(node, given);
        break;
      case '$getattr_pep657':
        this.attribute(node, given);
        break;
      case '$setattr1':
        if (isText(given[1]) && this.slots.has(given[1].value)) this.call(node, 'setSlot', [0, 1, 2]);
        else this.call(node, 'setAttribute', [0, 1, 2]);
        break;
      case 'make_js_iterator':
        if (parent.type === 'ForOfStatement' && given.length === 3) this.call(node, 'iterate', [0, 1, 2]);
        break;
      case 'unpacker':
        if (given[2]?.value === false) this.call(node, 'unpack', [0, 1]);
        break;
      case 'trace_return_and_leave':
        if (given[0].name === 'frame') this.call(node, 'leave', [1]);
        break;
      case 'enter_frame':
        this.call(node, 'enter', [0, 1, 2]);
        break;
      case 'resolve_in_scopes':
        this.scopes(node, given);
        break;
      case 'resolve_local':
        if (isText(given[0]) && isIdentifier(given[0].value)) {
          this.replace(node.start, node.start, `(locals.${given[0].value} ?? `);
          this.replace(node.end, node.end, ')');
        }
        break;
      default:
        if (isMember(node.callee.object, '_b_', 'dict') && node.callee.property?.name === '$literal') this.call(node, 'dict', [0]);
    }
    return true;
  }

  /** What is a JavaScript boolean already needs no question. */
  bool(node, asked) {
    const certain = (asked.type === 'UnaryExpression' && asked.operator === '!') || ['$is'].includes(brythonName(asked));
    if (certain) {
      this.replace(node.start, asked.start, '(');
      this.replace(asked.end, node.end, ')');
    } else {
      this.call(node, 'bool', [0]);
    }
  }

  calls(node, given) {
    const rest = given.slice(2).map((_one, at) => at + 2);
    if (isBuiltin(given[0], 'len') && rest.length === 1) this.call(node, 'len', [2]);
    else if (isBuiltin(given[0], 'isinstance') && rest.length === 2) this.call(node, 'isInstance', [2, 3]);
    else if (isBuiltin(given[0], 'str') && rest.length === 1) this.call(node, 'str', [2]);
    else if (isBuiltin(given[0], 'ord') && rest.length === 1) this.call(node, 'ord', [2]);
    else if (isBuiltin(given[0], 'range') && rest.length <= 2 && rest.length >= 1) this.call(node, 'range', rest);
    else if (isBuiltin(given[0], 'min') && rest.length === 2) this.call(node, 'min', rest);
    else if (isBuiltin(given[0], 'max') && rest.length === 2) this.call(node, 'max', rest);
    else if (!isBuiltin(given[0], 'super')) this.call(node, 'call', [0, ...rest]);
  }

  method(node, given) {
    const rest = given.slice(3).map((_one, at) => at + 3);
    if (isText(given[1], 'append') && rest.length === 1) this.call(node, 'append', [0, 3]);
    else this.call(node, 'method', [0, 1, ...rest]);
  }

  attribute(node, given) {
    const name = given[1].value;
    if (isText(given[1]) && this.slots.has(name) && isPlain(given[0])) {
      this.replace(node.start, node.end, `(${this.text(given[0])}?.slot_value_${name} ?? $F.attribute(${this.text(given[0])}, '${name}'))`);
      return;
    }
    this.call(node, 'attribute', [0, 1]);
  }

  /** A name that is defined later in the module: looked up there first. */
  scopes(node, given) {
    const places = given[1].elements;
    if (places?.length !== 3 || !isIdentifier(given[0].value) || places[2].name !== '_b_') return;
    this.replace(node.start, node.start, `(${this.text(places[1])}.${given[0].value} ?? `);
    this.replace(node.end, node.end, ')');
  }

  /** `F.$function_infos = […]` says which arguments a function takes. */
  learn(tree) {
    const look = (node) => {
      if (!node || typeof node.type !== 'string') return;
      if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && node.left.property.name === '$function_infos'
        && node.right.type === 'ArrayExpression') {
        this.functions.set(node.left.object.name, node.right.elements);
      }
      if ((node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && /_b_\.super|__class__\b(?! = \$B\.get)/.test(
        this.text(node).replace(/locals\.ob_type =\s+locals\.__class__ = \$B\.get_method_class/g, ''))) {
        this.supers.push([node.start, node.end]);
      }
      for (const key of Object.keys(node)) {
        const child = node[key];
        if (Array.isArray(child)) child.forEach(look);
        else if (child && typeof child.type === 'string') look(child);
      }
    };
    look(tree);
  }

  /** The arguments of a function with defaults, given by position, need no parser. */
  FunctionDeclaration(node) {
    const infos = this.functions.get(node.id?.name);
    const first = node.body.body.slice(0, 2).find((one) => one.type === 'VariableDeclaration' && one.declarations[0].init?.type === 'AssignmentExpression');
    const parsing = first?.declarations[0].init.right;
    if (!infos || brythonName(parsing) !== 'args_parser') return true;
    const [defaults, names, vararg, kwarg, positional, kwonly] = [4, 7, 8, 9, 10, 14].map((at) => infos[at]);
    const plain = vararg?.value === null && kwarg?.value === null && kwonly?.value === 0 && names?.elements?.length === positional?.value
      && defaults?.type === 'ArrayExpression' && names.elements.length === node.params.length;
    if (!plain) return true;
    const most = node.params.length;
    const least = most - defaults.elements.length;
    const members = node.params.map((param, at) => (at < least ? `${names.elements[at].value}: ${param.name}`
      : `${names.elements[at].value}: arguments.length > ${at} ? ${param.name} : ${node.id.name}.$function_infos[4][${at - least}]`));
    this.replace(parsing.start, parsing.start,
      `arguments.length >= ${least} && arguments.length <= ${most} && !arguments[arguments.length - 1]?.$kw ? {${members.join(', ')}} : `);
    return true;
  }

  result() {
    this.edits.sort((a, b) => a.start - b.start || a.stop - b.stop || a.order - b.order);
    const parts = [];
    let at = 0;
    for (const {start, stop, text} of this.edits) {
      if (start < at) throw new Error(`edits overlap at ${start}: ${this.source.slice(start, start + 80)}`);
      parts.push(this.source.slice(at, start), text);
      at = stop;
    }
    parts.push(this.source.slice(at));
    return parts.join('');
  }
}

/** The body of a compiled module, made light. `slots` are the names in `__slots__` of all modules. */
export function lighten(source, slots) {
  const tree = parse(source, {ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true, preserveParens: true});
  const pass = new Pass(source, slots);
  pass.learn(tree);
  pass.visit(tree, null);
  return pass.result().replace(/^[ \t]*;?[ \t]*\n/gm, (line) => (line.trim() === ';' ? '' : line)).replace(/\n[ \t]*\n([ \t]*\n)+/g, '\n\n');
}
