/**
 * Operations of the compiled core (`tools/quicken.mjs` writes their calls): plain numbers, text, lists, tuples, dicts, typed arrays
 * and the core's own classes are taken directly, everything else goes to Brython's function for it, with the same result.
 *
 * Brython's values: int is a number (large ones a bigint), float a box, str a string (a box where a character is beyond U+FFFF),
 * list and tuple arrays with a mark, None an object; a slot `x` of an instance is its property `slot_value_x`.
 *
 * Long because the operations call one another and share what they know of the runtime: in one closure the engine inlines them.
 */

const MAKES = Symbol('makes');
const METHODS = Symbol('methods');
const SLOTS = Symbol('slots');
const ASCII = /^[\0-\x7f]*$/;
const DIGITS = /^[0-9]+$/;
const HEXADECIMAL = /^%0([1-9])([xX])$/;
const PRINTABLE = /^[ -~]*$/;
const PAIRS = /[\ud800-\udbff]/;

/** All operations, by name, for this runtime. */
export function quickOperations($B) {
  const _b_ = $B.builtins;
  const {None, list, tuple, dict, type, range: rangeType} = _b_;
  const {DICT, JSOBJ, OB_TYPE, module: moduleType} = $B;
  const {TABLE, KEYS, VALUES, VERSION} = dictSymbols($B);
  const safe = Number.isSafeInteger;
  /** @type {(value: any) => boolean} Without narrowing: arrays of Brython have a class, and all views here a length. */
  const isArray = Array.isArray;
  /** @type {(value: any) => boolean} */
  const isView = ArrayBuffer.isView;

  const isSequence = (value) => isArray(value) && (value.ob_type === list || value.ob_type === tuple) && value[JSOBJ] === undefined;
  const isList = (value) => isArray(value) && value.ob_type === list && value[JSOBJ] === undefined;
  const isDict = (value) => value[OB_TYPE] === dict && value[JSOBJ] === undefined;
  const isIndex = (at, length) => at >= 0 && at < length;

  // ---- numbers and text ----

  function add(x, y) {
    if (typeof x === 'number') {
      if (typeof y === 'number') {
        const sum = x + y;
        if (safe(sum)) return sum;
      }
    } else if (typeof x === 'string' && typeof y === 'string') return x + y;
    return $B.rich_op('__add__', x, y);
  }

  function sub(x, y) {
    if (typeof x === 'number' && typeof y === 'number') {
      const difference = x - y;
      if (safe(difference)) return difference;
    }
    return $B.rich_op('__sub__', x, y);
  }

  function mul(x, y) {
    if (typeof x === 'number' && typeof y === 'number') {
      const product = x * y;
      if (safe(product)) return product === 0 ? 0 : product;     // never the negative zero
    }
    return $B.rich_op('__mul__', x, y);
  }

  function rest(x, y) {
    const left = x % y;
    return left < 0 ? left + y : left + 0;
  }

  /** `'%08X' % number`: how many digits, and whether in capitals; null for other patterns. */
  const patterns = new Map();
  function hexadecimal(pattern) {
    if (!patterns.has(pattern)) {
      const found = HEXADECIMAL.exec(pattern);
      patterns.set(pattern, found && {digits: Number(found[1]), capital: found[2] === 'X'});
    }
    return patterns.get(pattern);
  }

  function mod(x, y) {
    if (typeof y === 'number') {
      if (typeof x === 'number' && y > 0) return rest(x, y);
      const form = typeof x === 'string' && y >= 0 ? hexadecimal(x) : null;
      if (form) {
        const digits = y.toString(16).padStart(form.digits, '0');
        return form.capital ? digits.toUpperCase() : digits;
      }
    }
    return $B.rich_op('__mod__', x, y);
  }

  function floordiv(x, y) {
    if (typeof x === 'number' && typeof y === 'number' && y > 0) {
      const whole = x - rest(x, y);
      if (safe(whole)) return whole / y;
    }
    return $B.rich_op('__floordiv__', x, y);
  }

  /** Bits are JavaScript's as long as no operand has more than 31 of them. */
  const short = (x) => typeof x === 'number' && x >= 0 && x <= 0x7FFFFFFF;
  const and = (x, y) => (short(x) && short(y) ? x & y : $B.rich_op('__and__', x, y));
  const or = (x, y) => (short(x) && short(y) ? x | y : $B.rich_op('__or__', x, y));
  const rshift = (x, y) => (short(x) && short(y) && y < 31 ? x >> y : $B.rich_op('__rshift__', x, y));
  const lshift = (x, y) => (short(x) && short(y) && y < 21 ? x * 2 ** y : $B.rich_op('__lshift__', x, y));

  function augmented(x, operator, y, quick) {
    if (typeof x === 'number' ? typeof y === 'number' : typeof x === 'string' && typeof y === 'string' && operator === '+=') return quick(x, y);
    return $B.augm_assign(x, operator, y);
  }

  // ---- comparison and truth ----

  /** Of two plain values of one kind, and of number and text, `===` says all. */
  const plainly = (x, y) => (typeof x === 'number' || typeof x === 'string') && (typeof y === 'number' || typeof y === 'string');
  const eq = (x, y) => (plainly(x, y) ? x === y : $B.rich_comp('__eq__', x, y));
  const ne = (x, y) => (plainly(x, y) ? x !== y : $B.rich_comp('__ne__', x, y));
  const lt = (x, y) => (typeof x === 'number' && typeof y === 'number' ? x < y : $B.rich_comp('__lt__', x, y));
  const le = (x, y) => (typeof x === 'number' && typeof y === 'number' ? x <= y : $B.rich_comp('__le__', x, y));
  const gt = (x, y) => (typeof x === 'number' && typeof y === 'number' ? x > y : $B.rich_comp('__gt__', x, y));
  const ge = (x, y) => (typeof x === 'number' && typeof y === 'number' ? x >= y : $B.rich_comp('__ge__', x, y));

  function truth(value) {
    switch (typeof value) {
      case 'boolean': return value;
      case 'number': return value !== 0;
      case 'string': return value !== '';
    }
    if (value === None) return false;
    return isSequence(value) ? value.length > 0 : $B.$bool(value);
  }

  /** Whether a text is one of these. */
  function among(value, texts) {
    return typeof value === 'string' ? texts.includes(value) : $B.$is_member(value, $B.fast_tuple(texts));
  }

  function has(value, container) {
    if (typeof container === 'string') {
      if (typeof value === 'string') return container.includes(value);
    } else if (isSequence(container)) {
      if (container.includes(value)) return true;
      if (typeof value === 'string' && container.every((one) => typeof one === 'string' || typeof one === 'number')) return false;
      if (typeof value === 'number' && container.every((one) => typeof one === 'number')) return false;
    } else if (isDict(container)) {
      if (typeof value === 'string') {
        if (Object.hasOwn(container, value)) return true;
        if (!container[TABLE]) return false;
      } else if (typeof value === 'number' && value >= -1) {
        const found = under(container, value);
        if (found !== NULL) return found !== undefined;
      }
    }
    const own = methodOf(container, '__contains__');
    return own === undefined ? $B.$is_member(value, container) : own(container, value);
  }

  // ---- sequences and dicts ----

  /** What a dict holds under a number that is its own hash: undefined where it holds nothing, NULL where Brython has to say. */
  const NULL = Symbol('unknown');
  const OF_MINUS_ONE = _b_.hash(-1);
  function under(d, number) {
    const table = d[TABLE];
    if (!table) return undefined;
    const places = table[number === -1 ? OF_MINUS_ONE : number];
    if (places === undefined) return undefined;
    for (const place of places) if (d[KEYS][place] === number) return d[VALUES][place];
    return NULL;
  }

  function item(object, at) {
    if (typeof at === 'number') {
      if (typeof object === 'string') {
        if (isIndex(at, object.length)) return object[at];
      } else if (isView(object)) {
        if (isIndex(at, object.length) && Number.isInteger(object[at])) return object[at];
      } else if (isSequence(object)) {
        if (isIndex(at, object.length) && object[at] !== undefined) return object[at];
      } else if (isDict(object) && at >= -1) {
        const found = under(object, at);
        if (found !== undefined && found !== NULL) return found;
      }
    } else if (typeof at === 'string' && isDict(object) && Object.hasOwn(object, at)) return object[at];
    return $B.$getitem(object, at);
  }

  /** Text that a dict without other keys holds as a property as it is. */
  const isWord = (text) => text.charCodeAt(0) >= 65;

  /** A dict of `[key, value]`, or Brython's `[key, value, hash]`. */
  function dictOf(items) {
    const made = $B.empty_dict();
    for (const [key, value] of items) {
      if (typeof key !== 'string' || !isWord(key)) return dict.$literal(items);
      made[key] = value;
    }
    made[VERSION] = items.length;
    return made;
  }

  function setItem(object, at, value) {
    if (typeof at === 'number') {
      if (isView(object)) {
        if (typeof value === 'number' && isIndex(at, object.length)) {
          object[at] = value;
          return;
        }
      } else if (isList(object) && isIndex(at, object.length)) {
        object[at] = value;
        return;
      }
    } else if (typeof at === 'string' && isWord(at) && isDict(object) && !object[TABLE]) {
      if (!Object.hasOwn(object, at)) object[VERSION] += 1;
      object[at] = value;
      return;
    }
    $B.$setitem(object, at, value);
  }

  /** `object[start:stop]` */
  function cut(object, start, stop) {
    if ((start === None || typeof start === 'number') && (stop === None || typeof stop === 'number')) {
      const [from, to] = [start === None ? 0 : start, stop === None ? undefined : stop];
      if (typeof object === 'string' && !PAIRS.test(object)) return object.slice(from, to);
      if (isSequence(object)) return object.ob_type === list ? $B.$list(object.slice(from, to)) : $B.fast_tuple(object.slice(from, to));
    }
    return $B.getitem_slice(object, _b_.slice.$fast_slice(start, stop, None));
  }

  function len(value) {
    if (typeof value === 'string' || isSequence(value)) return value.length;
    return isView(value) && value.length !== undefined ? value.length : _b_.len(value);
  }

  function* counted(from, step, length) {
    for (let at = 0; at < length; at += 1) yield from + at * step;
  }

  function iterate(value) {
    if (typeof value === 'string' || isSequence(value)) return value;
    if (value.ob_type === rangeType && value.$safe && value.step > 0) {
      return counted(value.start, value.step, Math.max(0, Math.ceil((value.stop - value.start) / value.step)));
    }
    if (isDict(value) && !value[TABLE]) return Object.keys(value);
    return $B.make_js_iterator(value, $B.NULL);
  }

  /** The ends of a range of whole numbers. */
  function span(start, stop) {
    if (typeof start === 'number' && typeof stop === 'number') return {start, stop};
    const found = $B.$call(rangeType, start, stop);       // raises what Python raises; a range of bool or of large numbers
    return {start: Number(found.start), stop: Number(found.stop)};
  }

  function unpack(value, count) {
    if (isSequence(value) && value.length === count) return value.ob_type === list ? value.slice() : value;
    return $B.unpacker(value, count, false);
  }

  function str(value) {
    if (typeof value === 'string') return value;
    return typeof value === 'number' && safe(value) ? String(value) : $B.$call(_b_.str, value);
  }

  function isInstance(value, kind) {
    if (kind === _b_.str || kind === dict || kind === list || kind === tuple) {
      if (typeof value === 'string') return kind === _b_.str;
      if (typeof value === 'number' || typeof value === 'boolean' || value === None) return false;
      if (isSequence(value)) return value.ob_type === kind;
      if (isDict(value)) return kind === dict;
    }
    return _b_.isinstance(value, kind);
  }

  function listed(values) {
    return isSequence(values) ? $B.$list(values.slice()) : $B.$call(list, values);
  }

  // ---- calls ----

  /** Whether instances of a class are made by its `__init__` alone; 2 where they have a dict beside their slots. */
  function makes(kind) {
    let answer = 0;
    if (kind.ob_type === type && !kind.$factory && kind.tp_new === _b_.object.tp_new && typeof kind.tp_init === 'function'
      && !(kind.tp_flags & $B.TPFLAGS.IS_ABSTRACT)) {
      answer = kind.tp_mro.every((one) => one === _b_.object || Object.hasOwn(one[DICT], '__slots__')) ? 1 : 0;
      if (kind.tp_mro.some((one) => one.$slots_has_dict) || kind.tp_init === _b_.object.tp_init) answer = 0;
    }
    kind[MAKES] = answer;
    return answer;
  }

  /** `f(…)` for a function with so many arguments that they are not counted out. */
  function many(f, given) {
    return f(...Array.prototype.slice.call(given, 1));
  }

  function construct(f, given) {
    if (f === undefined) $B.RAISE(_b_.AttributeError, 'module has no such attribute');
    if ((f[MAKES] ?? makes(f)) === 1) {
      const made = {ob_type: f};
      f.tp_init(made, ...given);
      return made;
    }
    return $B.$call(f, ...given);
  }

  /** `f(…)`; the arguments follow. */
  function call(f, a, b, c, d, e) {
    if (typeof f !== 'function') return construct(f, Array.prototype.slice.call(arguments, 1));
    let result;
    switch (arguments.length) {
      case 1: result = f(); break;
      case 2: result = f(a); break;
      case 3: result = f(a, b); break;
      case 4: result = f(a, b, c); break;
      case 5: result = f(a, b, c, d); break;
      case 6: result = f(a, b, c, d, e); break;
      default: result = many(f, arguments);
    }
    return result === undefined && f.$in_js_module ? None : result;
  }

  /** The functions of a class and its bases, by name: those of the core's classes only. */
  function methodsOf(kind) {
    const found = Object.create(null);
    if (kind.ob_type === type && kind.tp_mro && kind.tp_flags & $B.TPFLAGS.HEAPTYPE && kind[DICT]) {
      for (const one of [...kind.tp_mro].reverse()) {
        if (!(one.tp_flags & $B.TPFLAGS.HEAPTYPE)) continue;
        for (const name of Object.keys(one[DICT])) {
          const member = one[DICT][name];
          if (member?.ob_type === $B.function) found[name] = member;
          else delete found[name];
        }
      }
      kind[METHODS] = found;
    }
    return found;
  }

  function methodOf(object, name) {
    const kind = object.ob_type;
    if (kind === undefined || isArray(object)) return undefined;
    if (kind === moduleType) return undefined;
    const method = (kind[METHODS] ?? methodsOf(kind))[name];
    return method !== undefined && (object[DICT] === undefined || !Object.hasOwn(object[DICT], name)) ? method : undefined;
  }

  /** `object.name(…)`; the arguments follow. */
  function send(object, name, a, b, c, d, e) {
    const method = methodOf(object, name);
    if (method === undefined && object.ob_type === moduleType && typeof object[DICT][name] === 'function') {
      return call(object[DICT][name], ...Array.prototype.slice.call(arguments, 2));
    }
    if (method !== undefined) {
      switch (arguments.length) {
        case 2: return method(object);
        case 3: return method(object, a);
        case 4: return method(object, a, b);
        case 5: return method(object, a, b, c);
        case 6: return method(object, a, b, c, d);
        case 7: return method(object, a, b, c, d, e);
      }
      return method(object, ...Array.prototype.slice.call(arguments, 2));
    }
    return $B.call_attr(object, name, undefined, ...Array.prototype.slice.call(arguments, 2));
  }

  /** A function gets what Brython says of each one. */
  function defined(f, infos) {
    f.$function_infos = infos;
    $B.set_func_attrs(f, infos[infos.length - 1], infos[0]);
    f.ob_type = $B.function;
    f.__annotate__ = None;
  }

  /** The arguments of a call that does not give each one by its place. */
  function given(f, args) {
    const infos = f.$function_infos;
    const [names, defaults] = [infos[$B.func_attrs.arg_names], infos[$B.func_attrs.__defaults__]];
    const missing = names.length - args.length;
    if (missing > 0 && defaults !== None && missing <= defaults.length && !args[args.length - 1]?.$kw) {
      return [...args, ...defaults.slice(defaults.length - missing)];
    }
    const slots = $B.args_parser(f, args);
    return names.map((name) => slots[name]);
  }

  // ---- attributes ----

  function get(object, name) {
    if (object.ob_type === moduleType) {
      const found = object[DICT][name];
      if (found !== undefined) return found;
    }
    return $B.$getattr(object, name);
  }

  function slot(object, name, key) {
    return object[key] ?? get(object, name);
  }

  function slotsOf(kind) {
    const found = new Set();
    if (kind.ob_type === type && kind.tp_mro && kind.tp_setattro === _b_.object.tp_setattro) {
      for (const one of kind.tp_mro) {
        if (one[DICT]?.__slots__ && one.tp_flags & $B.TPFLAGS.HEAPTYPE) for (const name of one[DICT].__slots__) found.add(name);
      }
    }
    kind[SLOTS] = found;
    return found;
  }

  function set(object, name, key, value) {
    const kind = object.ob_type;
    if (kind !== undefined && (kind[SLOTS] ?? slotsOf(kind)).has(name)) object[key] = value;
    else $B.$setattr(object, name, value);
  }

  // ---- names and errors ----

  /** A name that its module has got later than it was compiled, or a builtin. */
  function global(namespace, name) {
    return $B.resolve_in_scopes(name, [namespace, _b_]);
  }

  function unbound(name) {
    return $B.RAISE(_b_.UnboundLocalError, `cannot access local variable '${name}' where it is not associated with a value`);
  }

  /** An error on its way up: where it happened is noted once. */
  function at(error, module, line) {
    if (error !== null && typeof error === 'object') error.$place ??= ` in ${module}:${line}`;
    return error;
  }

  // ---- methods of text, lists and dicts ----

  const isText = (value) => typeof value === 'string';

  function m_append(object, value) {
    if (!isList(object)) return send(object, 'append', value);
    object.push(value);
    return None;
  }

  function m_extend(object, values) {
    if (!isList(object) || !isSequence(values) || object === values) return send(object, 'extend', values);
    for (const value of values) object.push(value);
    return None;
  }

  function m_join(separator, parts) {
    if (isText(separator) && isSequence(parts)) {
      if (parts.every(isText)) return parts.join(separator);
      // Brython would lose the box, and count the halves of characters beyond U+FFFF from then on
      if (parts.every((part) => isText(part) || part instanceof String)) return $B.String(parts.join(separator));
    }
    return send(separator, 'join', parts);
  }

  function trimmed(text, characters, left, right) {
    let [start, stop] = [0, text.length];
    if (left) while (start < stop && characters.includes(text[start])) start += 1;
    if (right) while (start < stop && characters.includes(text[stop - 1])) stop -= 1;
    return text.slice(start, stop);
  }

  function stripping(name, left, right, whole) {
    return (text, characters) => {
      if (isText(text)) {
        if (characters === undefined) return whole(text);
        if (isText(characters)) return trimmed(text, characters, left, right);
      }
      return characters === undefined ? send(text, name) : send(text, name, characters);
    };
  }

  function m_split(text, separator) {
    return isText(text) && isText(separator) && separator !== '' ? $B.$list(text.split(separator)) : send(text, 'split', separator);
  }

  function m_get(object, key, other) {
    if (isDict(object)) {
      const missing = other === undefined ? None : other;
      if (isText(key)) {
        if (Object.hasOwn(object, key)) return object[key];
        if (!object[TABLE]) return missing;
      } else if (typeof key === 'number' && key >= -1) {
        const found = under(object, key);
        if (found !== NULL) return found === undefined ? missing : found;
      }
    }
    return other === undefined ? send(object, 'get', key) : send(object, 'get', key, other);
  }

  /** A method of text whose arguments are text. */
  const ofText = (name, quick) => (text, ...others) =>
    (isText(text) && others.every(isText) ? quick(text, ...others) : send(text, name, ...others));

  function m_replace(text, old, now) {
    return isText(text) && isText(old) && isText(now) && old !== '' ? text.replaceAll(old, () => now) : send(text, 'replace', old, now);
  }

  function m_isascii(text) {
    return isText(text) ? ASCII.test(text) : send(text, 'isascii');
  }

  function m_isdecimal(text) {
    return isText(text) && ASCII.test(text) ? DIGITS.test(text) : send(text, 'isdecimal');
  }

  function m_isprintable(text) {
    return isText(text) && ASCII.test(text) ? PRINTABLE.test(text) : send(text, 'isprintable');
  }

  function extreme(name, pick) {
    return (x, y) => (typeof x === 'number' && typeof y === 'number' ? pick(x, y) : $B.$call(_b_[name], x, y));
  }

  return {
    DICT, add, sub, mul, mod, floordiv, and, or, rshift, lshift, augmented, eq, ne, lt, le, gt, ge, truth, among, has, item, dictOf, setItem, cut,
    len, str, listed, isInstance, iterate, span, unpack, call, send, defined, given, get, slot, set, global, unbound, at, m_append, m_extend, m_join, m_split, m_get, m_replace,
    m_isascii, m_isdecimal, m_isprintable,
    m_strip: stripping('strip', true, true, (text) => text.trim()),
    m_lstrip: stripping('lstrip', true, false, (text) => text.trimStart()),
    m_rstrip: stripping('rstrip', false, true, (text) => text.trimEnd()),
    m_startswith: ofText('startswith', (text, start) => text.startsWith(start)),
    m_endswith: ofText('endswith', (text, end) => text.endsWith(end)),
    m_find: ofText('find', (text, part) => text.indexOf(part)),
    m_lower: ofText('lower', (text) => text.toLowerCase()),
    m_upper: ofText('upper', (text) => text.toUpperCase()),
    chr: (code) => (typeof code === 'number' && code >= 0 && code < 0x10000 ? String.fromCharCode(code) : _b_.chr(code)),
    ord: (text) => (isText(text) && text.length === 1 ? text.charCodeAt(0) : _b_.ord(text)),
    min: extreme('min', Math.min),
    max: extreme('max', Math.max),
  };
}

/** The properties under which a dict keeps keys that are no text. */
function dictSymbols($B) {
  const d = $B.empty_dict();
  $B.builtins.dict.$setitem(d, 1, 2);
  return Object.fromEntries(Object.getOwnPropertySymbols(d).map((symbol) => [symbol.description, symbol]));
}

/** A frame that stays: Brython's errors ask for one, and the core's functions make none of their own. */
export function standingFrame($B) {
  const names = $B.empty_dict();
  const frame = ['<core>', names, '<core>', names];
  Object.assign(frame, {ob_type: $B.frame, __file__: '<core>', $lineno: 0, $f_trace: $B.builtins.None});
  return {prev: null, frame, count: 1};
}
