/**
 * Rewrite what Brython compiled so that it runs faster and means the same.
 *
 * Brython's JavaScript asks for every operation what its operands are, keeps the names of each function in an object and a frame
 * for each call. Here operations become calls of `extension/worker/host/quick.js`, which takes plain numbers, text, lists, typed arrays
 * and the core's own classes directly and leaves everything else to Brython; names become JavaScript variables, and a frame is
 * kept only where Python's exceptions are caught or a generator lives. The code is parsed, nothing is matched as text.
 *
 * Differences that are accepted: no traceback (an error tells module and line, docs/contracts.md), and no `locals()`.
 */

import {parse} from 'acorn';

import {OPERATIONS} from './quicken_operations.mjs';
import {children, collecting, isBuiltin, isCallOf, isKeywords, ownSlots, propertyName, pythonFunction} from './quicken_shapes.mjs';

/** A function that cannot lose its frame: it is written again with it. */
class KeepsFrame extends Error {}

/** Builtins that look at the frame they are called in. */
const FRAMED = ['super', 'locals', 'globals', 'vars', 'dir', 'eval', 'exec'];

/** `text` of one compiled module, quickened. `slots`: names of slots of all modules; `modules`: all names that are modules. */
export function quicken(text, slots, modules) {
  const writer = new Writer(text, slots, modules);
  const tree = parse(text, {ecmaVersion: 2023, allowReturnOutsideFunction: true});
  writer.collecting = collecting(tree);
  const body = writer.write(tree);
  // what is not written again leaves no empty lines
  return {body: body.replace(/\n(?:[ \t]*\n)+/g, '\n\n'), used: [...writer.used].sort()};
}

class Writer {
  constructor(text, slots, modules) {
    this.text = text;
    this.slots = slots;
    this.modules = modules;
    this.collecting = new Set();
    this.used = new Set();
    this.imported = new Set();    // names of this module that are modules, as long as nothing else is assigned to them
    this.scopes = [];             // functions that own `locals` or `frame`
    this.spans = new Set();       // iterators that are ranges of whole numbers
    this.unpacked = new Map();    // iterator of an unpacking to how often it was read
    this.owner = null;            // `{slots}` of the class whose body is written
  }

  quick(name) {
    this.used.add(name);
    return name;
  }

  call(name, ...given) {
    return `${this.quick(name)}(${given.join(', ')})`;
  }

  source(node) {
    return this.text.slice(node.start, node.end);
  }

  /** The text of a node with its children rewritten. */
  plain(node) {
    let [text, at] = ['', node.start];
    for (const child of children(node)) {
      if (child.start < at) continue;     // a shorthand's key is its value
      text += this.text.slice(at, child.start) + this.write(child);
      at = child.end;
    }
    return text + this.text.slice(at, node.end);
  }

  write(node) {
    const special = this[node.type];
    const written = special ? special.call(this, node) : null;
    return written ?? this.plain(node);
  }

  all(nodes) {
    return nodes.map((node) => this.write(node));
  }

  top(kind) {
    for (let at = this.scopes.length - 1; at >= 0; at -= 1) if (this.scopes[at][kind]) return this.scopes[at];
    return null;
  }

  // ---- names ----

  /** The variable for a name of a function without a `locals` object; null where the object stays. */
  variable(name) {
    const scope = this.top('ownsLocals');
    if (!scope?.plain) return null;
    if (!/^[$\w]+$/.test(name) || ['_b_', '__file__', '_frame_obj'].includes(`_${name}`)) throw new KeepsFrame(name);
    scope.names.add(name);
    return `_${name}`;
  }

  /** What `locals` or `locals_module_function` stands for: the innermost function that owns it. */
  localsOf(node) {
    if (node.type !== 'Identifier') return null;
    if (node.name === 'locals') return this.top('ownsLocals');
    return this.scopes.findLast((scope) => scope.localsName === node.name) ?? null;
  }

  MemberExpression(node) {
    if (isBuiltin(node) && FRAMED.includes(node.property.name) && this.top('ownsFrame')?.plain) throw new KeepsFrame(node.property.name);
    const scope = this.localsOf(node.object);
    if (scope?.plain && !node.computed) {
      scope.names.add(node.property.name);
      if (['b_', '_file__', 'frame_obj'].includes(node.property.name)) throw new KeepsFrame(node.property.name);
      return `_${node.property.name}`;
    }
    return null;
  }

  Identifier(node) {
    if (node.name === 'frame' || node.name === '_frame_obj') {
      if (this.top('ownsFrame')?.plain) throw new KeepsFrame(node.name);
    } else if (node.name.startsWith('locals') && this.localsOf(node)?.plain) {
      throw new KeepsFrame(node.name);
    }
    return null;
  }

  UnaryExpression(node) {
    if (node.operator === 'delete' && node.argument.type === 'MemberExpression' && this.localsOf(node.argument.object)?.plain) {
      return `${this.write(node.argument)} = undefined`;
    }
    return null;
  }

  YieldExpression() {
    if (this.scopes.at(-1)?.plain) throw new KeepsFrame('yield');
    return null;
  }

  // ---- functions ----

  FunctionDeclaration(node) {
    const shape = pythonFunction(node);
    if (!shape || this.collecting.has(node.id.name)) return shape ? this.framed(node, shape) : this.other(node);
    const before = {used: new Set(this.used), unpacked: new Map(this.unpacked)};
    try {
      return this.withoutFrame(node, shape);
    } catch (error) {
      if (!(error instanceof KeepsFrame)) throw error;
      this.used = before.used;
      this.unpacked = before.unpacked;
    }
    return this.framed(node, shape);
  }

  framed(node, shape) {
    return this.inScope({ownsLocals: true, ownsFrame: true, localsName: shape.localsName, plain: false}, () => this.plain(node));
  }

  FunctionExpression(node) {
    return this.other(node);
  }

  /** Comprehensions live among the names of their function; generators and class bodies own theirs. */
  other(node) {
    const declared = new Set();
    for (const statement of node.body.body) {
      if (statement.type === 'VariableDeclaration') statement.declarations.forEach(({id}) => declared.add(id.name));
    }
    if (node.generator && this.scopes.at(-1)?.plain) throw new KeepsFrame('generator');
    if (!declared.has('locals') && !declared.has('frame')) return this.plain(node);
    const localsName = [...declared].find((name) => name.startsWith('locals_'));
    return this.inScope({ownsLocals: declared.has('locals'), ownsFrame: declared.has('frame'), localsName, plain: false},
      () => this.inClass(node, () => this.plain(node)));
  }

  inClass(node, work) {
    const outer = this.owner;
    const named = node.params.map(({name}) => name).join() === 'name,bases,keywords';
    this.owner = named ? {slots: ownSlots(node)} : null;
    try {
      return work();
    } finally {
      this.owner = outer;
    }
  }

  inScope(scope, work) {
    const depth = this.scopes.length;
    this.scopes.push(scope);
    try {
      return work();
    } finally {
      this.scopes.length = depth;
    }
  }

  withoutFrame(node, shape) {
    const scope = {ownsLocals: true, ownsFrame: true, localsName: shape.localsName, plain: true, names: new Set()};
    const parameters = node.params.map(({name}) => name);
    return this.inScope(scope, () => {
      const self = this.owner && parameters[0] === '_self' ? this.owner : null;
      scope.self = self;
      const body = shape.statements.map((statement) => this.write(statement)).filter((text) => text.trim() !== '');
      const names = [...scope.names].map((name) => `_${name}`).filter((name) => !parameters.includes(name));
      const id = node.id.name;
      const last = parameters.at(-1);
      const given = parameters.map((name, at) => `${name} = all[${at}]`).join('; ');
      const indent = this.text.slice(this.text.lastIndexOf('\n', node.start) + 1, node.start);
      const lines = [`function ${id}(${parameters.join(', ')}) {`, '  \'use strict\''];
      if (parameters.length) {
        lines.push(`  if (arguments.length !== ${parameters.length} || ${last}?.$kw) {`,
          `    const all = ${this.call('given', id, 'arguments')}`, `    ${given}`, '  }');
      } else {
        lines.push(`  if (arguments.length !== 0) $B.args_parser(${id}, arguments)`);
      }
      lines.push(`  let ${['line = 0', ...names].join(', ')}`, '  try {');
      const open = `${lines.join(`\n${indent}`)}\n`;
      const place = JSON.stringify(shape.module);
      return `${open}${body.map((one) => `${indent}    ${one}\n`).join('')}${indent}  } catch (err) {\n${indent}    throw ${
        this.call('at', 'err', place, 'line')}\n${indent}  }\n${indent}}`;
    });
  }

  // ---- statements ----

  // eslint-disable-next-line complexity -- one line for each statement that Brython writes
  ExpressionStatement(node) {
    const {expression} = node;
    const plainScope = this.top('ownsFrame')?.plain;
    if (isCallOf(expression, 'set_lineno') && plainScope && expression.arguments[0].name === 'frame') {
      return `line = ${this.source(expression.arguments[1])}`;
    }
    if (isCallOf(expression, 'set_func_attrs')) return '';        // `defined` does it
    if (expression.type === 'AssignmentExpression') {
      const {left, right} = expression;
      const name = left.type === 'MemberExpression' ? propertyName(left) : null;
      if (name === '$function_infos') return this.call('defined', this.source(left.object), this.write(right));
      if ((name === 'ob_type' && this.source(right) === '$B.function') || (name === '__annotate__' && this.source(right) === '_b_.None')) return '';
      if (left.type === 'MemberExpression' && left.computed && this.source(left.property) === '$B.INUM') return '';
      if (left.type === 'MemberExpression' && left.object.name === 'frame') {
        if (propertyName(left) === 'positions' && this.scopes.length) return '';
        if (propertyName(left) === '$lineno' && plainScope) return `line = ${this.source(right)}`;
      }
      if (this.source(left) === '$B.js_this') return '';
    }
    if (isCallOf(expression, 'delete_for_reassign') && this.localsOf(expression.arguments[1])?.plain) return '';
    if (isCallOf(expression, '$setattr1')) return this.attribute(expression);
    if (isCallOf(expression, '$import_from')) this.noteImport(expression);
    const written = this.plain(node);
    return /^[([]/.test(written) ? `;${written}` : written;      // no call of what stands in the line before
  }

  noteImport(node) {
    const [from, name, alias] = node.arguments;
    if (!this.modules.has(`${from.value}.${name.value}`) || this.scopes.length) return;
    this.imported.add(alias.properties.length ? alias.properties[0].value.elements[1].value : name.value);
  }

  CatchClause(node) {
    const statements = node.body.body;
    if (statements.length === 2 && isCallOf(statements[0].expression, 'set_exc') && statements[1].type === 'ThrowStatement'
      && this.top('ownsFrame')?.plain) {
      return `catch (${node.param.name}) {\n${' '.repeat(12)}throw ${node.param.name}\n${' '.repeat(10)}}`;
    }
    return null;
  }

  VariableDeclarator(node) {
    if (!node.init) return null;
    const {name} = node.id;
    if (name?.startsWith('iterator_') && isCallOf(node.init, '$call_with_position') && isBuiltin(node.init.arguments[0], 'range')) {
      const given = node.init.arguments.slice(2);
      if (given.length < 3 && !given.some((one) => isKeywords(one) || one.type === 'SpreadElement')) {
        this.spans.add(name);
        return `${name} = ${this.call('span', ...(given.length === 1 ? ['0'] : []), ...this.all(given))}`;
      }
    }
    if (name?.startsWith('it_') && isCallOf(node.init, 'unpacker') && node.init.arguments[2]?.value === false) {
      this.unpacked.set(name, 0);
      return `${name} = ${this.call('unpack', this.write(node.init.arguments[0]), this.source(node.init.arguments[1]))}`;
    }
    return null;
  }

  ForOfStatement(node) {
    const call = node.right;
    if (!isCallOf(call, 'make_js_iterator') || call.arguments[0].type !== 'Identifier' || !this.spans.has(call.arguments[0].name)) return null;
    const over = call.arguments[0].name;
    const name = node.left.declarations[0].id.name;
    return `for (let ${name} = ${over}.start; ${name} < ${over}.stop; ${name} += 1) ${this.write(node.body)}`;
  }

  // ---- operations ----

  CallExpression(node) {
    const {callee} = node;
    if (callee.type !== 'MemberExpression' || callee.computed) return null;
    if (callee.property.name === 'read_one' && this.unpacked.has(callee.object.name)) {
      const count = this.unpacked.get(callee.object.name);
      this.unpacked.set(callee.object.name, count + 1);
      return `${callee.object.name}[${count}]`;
    }
    if (callee.property.name === '$literal' && isBuiltin(callee.object, 'dict')) return this.dict(node);
    if (callee.object.name !== '$B') return null;
    const operation = OPERATIONS[callee.property.name];
    return operation ? operation.call(this, node, node.arguments) : null;
  }

  /** `object.name`, quickly where it is a slot of the core's classes or an attribute of one of its modules. */
  get(object, name) {
    const written = this.write(object);
    if (this.isModule(object)) return `${written}[DICT].${name}`;
    const general = this.call('get', written, `'${name}'`);
    if (!this.slots.has(name) || !/^[\w$]+$/.test(written)) {
      return this.slots.has(name) ? this.call('slot', written, `'${name}'`, `'slot_value_${name}'`) : general;
    }
    return `(${written}.slot_value_${name} ?? ${general})`;
  }

  /** A dict's display; one without entries, or with some from another dict, stays Brython's. */
  dict(node) {
    const [items] = node.arguments;
    const whole = items?.type === 'ArrayExpression' && items.elements.length > 0 && items.elements.every((one) => one?.type === 'ArrayExpression');
    return whole ? this.call('dictOf', this.write(items)) : null;
  }

  isModule(node) {
    const found = node.type === 'MemberExpression' && !node.computed && /^locals_samar/.test(node.object.name ?? '')
      && this.imported.has(node.property.name) && !this.localsOf(node.object);
    if (found) this.quick('DICT');
    return found;
  }

  /** `object.name = value` as a statement. */
  attribute(node) {
    const [object, name, value] = node.arguments;
    const scope = this.top('ownsLocals');
    const written = this.write(object);
    if (scope?.self?.slots.has(name.value) && written === '_self') return `${written}.slot_value_${name.value} = ${this.write(value)}`;
    return this.call('set', written, `'${name.value}'`, `'slot_value_${name.value}'`, this.write(value));
  }
}
