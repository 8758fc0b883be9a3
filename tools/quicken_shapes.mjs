/** What Brython writes: calls of its functions, the shapes of functions and classes, in the syntax tree of a compiled module. */

export const isCallOf = (node, name) => node?.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed
  && node.callee.object.name === '$B' && node.callee.property.name === name;
export const isBuiltin = (node, name) => node?.type === 'MemberExpression' && !node.computed && node.object.name === '_b_'
  && (name === undefined || node.property.name === name);
export const isKeywords = (node) => node?.type === 'ObjectExpression' && node.properties[0]?.key?.name === '$kw';
export const isPlainText = (node) => node?.type === 'Literal' && typeof node.value === 'string';
export const propertyName = (node) => (node.computed ? null : node.property.name);
export const isExactly = (node) => isBuiltin(node, 'None') || (node.type === 'Literal' && typeof node.value === 'boolean');

export function children(node) {
  const found = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one && typeof one.type === 'string') found.push(one);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The compiled functions that collect arguments (`*args`, `**kwargs`) or take some by keyword only. */
export function collecting(tree) {
  const found = new Set();
  const look = (node) => {
    if (node.type === 'AssignmentExpression' && node.left.property?.name === '$function_infos') {
      const {elements} = node.right;
      if (elements[8].value !== null || elements[9].value !== null || elements[14].value !== 0) found.add(node.left.object.name);
    }
    children(node).forEach(look);
  };
  look(tree);
  return found;
}

/** What Brython writes around a Python function, taken apart; null for functions that it writes for other ends. */
export function pythonFunction(node) {
  const statements = [...node.body.body];
  const first = statements.shift();
  if (first?.type !== 'VariableDeclaration' || first.declarations[0].id.name !== 'locals' || first.declarations[0].init) return null;
  const last = statements.pop();
  if (last?.type !== 'TryStatement' || last.finalizer || node.generator || node.async) return null;
  if (!isCallOf(last.handler.body.body[0]?.expression, 'set_exc_and_leave')) return null;
  let [localsName, module] = [null, null];
  for (const statement of statements) {
    const found = declaredLocals(statement.type === 'IfStatement' ? statement.consequent.body[0] : statement);
    if (found) localsName = found;
    else if (statement.type === 'VariableDeclaration' && statement.declarations[0].id.name === 'frame') {
      module = statement.declarations[0].init.elements[2].value;
    } else if (!isOpening(statement)) return null;
  }
  const body = last.block.body.filter((statement) => !isMethodClass(statement));
  return localsName && module ? {localsName, module, statements: body} : null;
}

function declaredLocals(statement) {
  const declarator = statement?.type === 'VariableDeclaration' ? statement.declarations[0] : null;
  return declarator?.id.name.startsWith('locals_') ? declarator.id.name : null;
}

function isOpening(statement) {
  if (statement.type === 'IfStatement') return statement.test.left?.object?.name === 'arguments';
  const {expression} = statement;
  return isCallOf(expression, 'enter_frame')
    || (expression?.type === 'AssignmentExpression' && expression.left.object?.name === 'frame' && propertyName(expression.left) === 'positions');
}

function isMethodClass(statement) {
  const {expression} = statement;
  return expression?.type === 'AssignmentExpression' && expression.left.object?.name === 'locals'
    && propertyName(expression.left) === 'ob_type' && isCallOf(expression.right.right, 'get_method_class');
}

export function ownSlots(node) {
  for (const statement of node.body.body) {
    const {expression} = statement;
    if (expression?.type === 'AssignmentExpression' && expression.left.property?.name === '__slots__' && isCallOf(expression.right, 'fast_tuple')) {
      return new Set(expression.right.arguments[0].elements.map((one) => one.value));
    }
  }
  return new Set();
}
