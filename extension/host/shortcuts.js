/**
 * What the compiled core calls for the commonest operations: done at once where both sides are plain (numbers, texts, lists,
 * tuples, dicts with text keys, slots, typed arrays), else handed to Brython. Each gives what Brython's own function would give.
 */

/** Symbols that mark Brython's dicts, by their description: they are not exported. */
function dictMarks($B) {
  const dict = $B.empty_dict();
  $B.builtins.dict.$setitem(dict, 1, 1);
  const marks = Object.fromEntries(Object.getOwnPropertySymbols(dict).map((symbol) => [symbol.description, symbol]));
  return {table: marks.TABLE, version: marks.VERSION};
}

/** Text that begins so is a dict's key as it is: no sign, no digit, no space in front. */
const isWord = (key) => key.charCodeAt(0) >= 65;

class Reader {
  constructor(values) {
    this.values = values;
    this.at = 0;
  }

  read_one() {
    return this.values[this.at++];
  }
}

class Steps {
  constructor(start, stop) {
    this.value = start - 1;
    this.stop = stop;
  }

  [Symbol.iterator]() {
    return this;
  }

  next() {
    this.value += 1;
    return this.value < this.stop ? {done: false, value: this.value} : {done: true, value: undefined};
  }
}

/** A range of plain numbers that only a loop will see. */
class Range {
  constructor(start, stop) {
    this.start = start;
    this.stop = stop;
  }
}

export function shortcuts($B) {
  const _b_ = $B.builtins;
  const {None, list, tuple, dict, object, type} = _b_;
  const {table: TABLE, version: VERSION} = dictMarks($B);
  const {OB_TYPE, JSOBJ, DICT} = $B;
  const hasOwn = Object.hasOwn;
  const isInt = Number.isSafeInteger;
  const classes = new Map();

  /** What is known of a class: how instances are made and whether they are always true; functions found by name. */
  function known(cls) {
    let found = classes.get(cls);
    if (found === undefined) {
      found = {plain: false, dict: false, truth: false, methods: new Map(), slots: new Set()};
      if (cls.ob_type === type && cls.$getattribute === object.tp_getattro) {
        found.plain = cls.tp_new === object.tp_new && typeof cls.tp_init === 'function' && cls.tp_init !== object.tp_init
          && !(cls.tp_flags & $B.TPFLAGS.IS_ABSTRACT);
        found.dict = cls.tp_mro.some((one) => one.tp_flags & $B.TPFLAGS.HEAPTYPE
          && ($B.get_from_dict(one, '__slots__', $B.NULL) === $B.NULL || one.$slots_has_dict));
        found.truth = $B.search_in_mro(cls, '__bool__', $B.NULL) === $B.NULL && $B.search_in_mro(cls, '__len__', $B.NULL) === $B.NULL;
        found.own = true;
      }
      classes.set(cls, found);
    }
    return found;
  }

  /** The plain function that instances of a class of the core have under a name, or null. */
  function functionOf(cls, name) {
    const {methods, own} = known(cls);
    let found = methods.get(name);
    if (found === undefined) {
      const raw = own ? $B.search_in_mro(cls, name, $B.NULL) : $B.NULL;
      found = raw !== $B.NULL && typeof raw === 'function' && raw.ob_type === $B.function ? raw : null;
      methods.set(name, found);
    }
    return found;
  }

  const isTextDict = (value) => value[OB_TYPE] === dict && value[TABLE] === undefined && value[JSOBJ] === undefined;

  const isSequence = (value) => Array.isArray(value) && (value.ob_type === list || value.ob_type === tuple);

  const F = {
    // ── frames ─────────────────────────────────────────────────────────────

    enter(frame, file, line) {
      const prev = $B.frame_obj;
      const count = prev === null ? 0 : prev.count;
      if (count > $B.recursion_limit) {
        $B.enter_frame(frame, file, line);
        return;
      }
      frame.ob_type = $B.frame;
      frame.__file__ = file;
      frame.$lineno = line;
      frame.$f_trace = None;
      $B.frame_obj = {prev, frame, count: count + 1};
    },

    leave(value) {
      const {frame} = $B.frame_obj;
      if (frame.$has_generators) $B.leave_frame();
      else $B.frame_obj = $B.frame_obj.prev;
      return value;
    },

    // ── comparison ─────────────────────────────────────────────────────────

    eq(a, b) {
      const kind = typeof a;
      if (kind === typeof b && (kind === 'number' || kind === 'string' || kind === 'boolean')) return a === b;
      if (a === None) return b === None || (typeof b !== 'object' || isSequence(b) ? false : $B.rich_comp('__eq__', a, b));
      return $B.rich_comp('__eq__', a, b);
    },

    ne(a, b) {
      const kind = typeof a;
      if (kind === typeof b && (kind === 'number' || kind === 'string' || kind === 'boolean')) return a !== b;
      return $B.rich_comp('__ne__', a, b);
    },

    lt: (a, b) => (typeof a === 'number' && typeof b === 'number' ? a < b : $B.rich_comp('__lt__', a, b)),
    le: (a, b) => (typeof a === 'number' && typeof b === 'number' ? a <= b : $B.rich_comp('__le__', a, b)),
    gt: (a, b) => (typeof a === 'number' && typeof b === 'number' ? a > b : $B.rich_comp('__gt__', a, b)),
    ge: (a, b) => (typeof a === 'number' && typeof b === 'number' ? a >= b : $B.rich_comp('__ge__', a, b)),

    bool(value) {
      switch (typeof value) {
        case 'boolean':
          return value;
        case 'number':
          return value !== 0;
        case 'string':
          return value !== '';
      }
      if (value === None) return false;
      if (isSequence(value)) return value.length > 0;
      const cls = value?.ob_type;
      if (cls !== undefined && cls.ob_type === type && known(cls).truth) return true;
      return $B.$bool(value);
    },

    // ── arithmetic ─────────────────────────────────────────────────────────

    add(a, b) {
      if (typeof a === 'number' && typeof b === 'number') {
        const sum = a + b;
        if (isInt(sum)) return sum;
      } else if (typeof a === 'string' && typeof b === 'string') {
        return a + b;
      }
      return $B.rich_op1('__add__', a, b);
    },

    sub(a, b) {
      if (typeof a === 'number' && typeof b === 'number') {
        const difference = a - b;
        if (isInt(difference)) return difference;
      }
      return $B.rich_op1('__sub__', a, b);
    },

    mul(a, b) {
      if (typeof a === 'number' && typeof b === 'number') {
        const product = a * b;
        if (isInt(product)) return product + 0;      // never -0
      }
      return $B.rich_op1('__mul__', a, b);
    },

    floordiv(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b > 0 && isInt(a) && isInt(b)) return Math.floor(a / b);
      return $B.rich_op1('__floordiv__', a, b);
    },

    mod(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b > 0 && isInt(a) && isInt(b)) return a % b;
      return $B.rich_op1('__mod__', a, b);
    },

    and(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b >= 0 && (a <= 0x7fffffff || b <= 0x7fffffff)) return a & b;
      return $B.rich_op1('__and__', a, b);
    },

    or(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff) return a | b;
      return $B.rich_op1('__or__', a, b);
    },

    lshift(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b >= 0 && b < 53) {
        const shifted = a * 2 ** b;
        if (isInt(shifted)) return shifted;
      }
      return $B.rich_op1('__lshift__', a, b);
    },

    rshift(a, b) {
      if (typeof a === 'number' && typeof b === 'number' && a >= 0 && b >= 0 && b < 53) return Math.floor(a / 2 ** b);
      return $B.rich_op1('__rshift__', a, b);
    },

    augmentAdd(a, b) {
      if (typeof a === 'number' && typeof b === 'number') {
        const sum = a + b;
        if (isInt(sum)) return sum;
      } else if (typeof a === 'string' && typeof b === 'string') {
        return a + b;
      }
      return $B.augm_assign(a, '+=', b);
    },

    augmentSub(a, b) {
      if (typeof a === 'number' && typeof b === 'number') {
        const difference = a - b;
        if (isInt(difference)) return difference;
      }
      return $B.augm_assign(a, '-=', b);
    },

    min: (a, b) => (typeof a === 'number' && typeof b === 'number' ? (b < a ? b : a) : $B.$call(_b_.min, a, b)),
    max: (a, b) => (typeof a === 'number' && typeof b === 'number' ? (b > a ? b : a) : $B.$call(_b_.max, a, b)),

    // ── texts, lists, dicts ────────────────────────────────────────────────

    len(value) {
      if (typeof value === 'string' || isSequence(value) || ArrayBuffer.isView(value)) return value.length;
      return _b_.len(value);
    },

    str(value) {
      if (typeof value === 'string') return value;
      if (typeof value === 'number' && isInt(value)) return String(value);
      return $B.$call(_b_.str, value);
    },

    ord: (value) => (typeof value === 'string' && value.length === 1 ? value.charCodeAt(0) : $B.$call(_b_.ord, value)),

    isInstance(value, cls) {
      if (typeof value === 'string' && cls === _b_.str) return true;
      return _b_.isinstance(value, cls);
    },

    item(holder, key) {
      if (typeof key === 'number') {
        if (isSequence(holder)) {
          const found = holder[key < 0 ? holder.length + key : key];
          if (found !== undefined) return found;
        } else if (ArrayBuffer.isView(holder)) {
          const found = holder[key];
          if (isInt(found)) return found;
        } else if (typeof holder === 'string' && key >= 0 && key < holder.length) {
          return holder[key];
        }
      } else if (typeof key === 'string' && isTextDict(holder) && hasOwn(holder, key)) {
        return holder[key];
      }
      return $B.$getitem1(holder, key);
    },

    setItem(holder, key, value) {
      if (typeof key === 'number') {
        if (holder.ob_type === list && key >= 0 && key < holder.length) {
          holder[key] = value;
          return;
        }
        if (typeof value === 'number' && ArrayBuffer.isView(holder) && key >= 0 && key < holder.length) {
          holder[key] = value;
          return;
        }
      } else if (typeof key === 'string' && holder[OB_TYPE] === dict && isWord(key) && isTextDict(holder)) {
        if (!hasOwn(holder, key)) holder[VERSION] += 1;
        holder[key] = value;
        return;
      }
      $B.$setitem(holder, key, value);
    },

    dict(entries) {
      const made = $B.empty_dict();
      for (const [key, value, hash] of entries) {
        if (typeof key === 'string' && isWord(key) && made[TABLE] === undefined) made[key] = value;
        else dict.$setitem(made, key, value, hash);
      }
      return made;
    },

    contains(item, holder) {
      const kind = typeof item;
      if (kind === 'string') {
        if (typeof holder === 'string') return holder.includes(item);
        if (isSequence(holder)) {
          for (const one of holder) {
            if (one === item) return true;
            if (typeof one !== 'string' && typeof one !== 'number' && one !== None) return $B.$is_member(item, holder);
          }
          return false;
        }
        if (isTextDict(holder)) return hasOwn(holder, item);
      } else if (kind === 'number' && isSequence(holder)) {
        for (const one of holder) {
          if (one === item) return true;
          if (typeof one !== 'number' && typeof one !== 'string' && one !== None) return $B.$is_member(item, holder);
        }
        return false;
      }
      return $B.$is_member(item, holder);
    },

    append(holder, value) {
      if (Array.isArray(holder) && holder.ob_type === list) {
        holder.push(value);
        return None;
      }
      return F.method(holder, 'append', value);
    },

    unpack(values, count) {
      if (isSequence(values) && values.length === count) return new Reader(values.ob_type === tuple ? values : values.slice());
      return $B.unpacker(values, count, false);
    },

    range: (...given) => $B.$call(_b_.range, ...given),

    iterate(values, frame, line) {
      if (isSequence(values)) return values;
      if (values instanceof Range) return new Steps(values.start, values.stop);
      if (values?.ob_type === _b_.range && values.$safe && values.step === 1) return new Steps(values.start, values.stop);
      return $B.make_js_iterator(values, frame, line);
    },

    // ── attributes and calls ───────────────────────────────────────────────

    attribute(holder, name) {
      if (holder?.ob_type === $B.module) {
        const own = holder[DICT];
        if (hasOwn(own, name)) return own[name];
      }
      return $B.$getattr(holder, name);
    },

    setAttribute(holder, name, value) {
      $B.$setattr(holder, name, value);
    },

    setSlot(holder, name, value) {
      const cls = holder?.ob_type;
      if (cls !== undefined && cls.ob_type === type && value !== undefined) {
        const {slots, methods} = known(cls);
        const key = `slot_value_${name}`;
        if (slots.has(name)) {
          holder[key] = value;
          return;
        }
        if (!methods.has(name) && cls.tp_setattro === object.tp_setattro) {
          const raw = $B.search_in_mro(cls, name, $B.NULL);
          if (raw?.ob_type === $B.member_descriptor && raw.d_member.attr === key && raw.d_member.flags === 0) slots.add(name);
        }
      }
      $B.$setattr(holder, name, value);
    },

    call(callee, ...given) {
      if (typeof callee === 'function') {
        const result = callee(...given);
        return result === undefined && callee.$in_js_module ? None : result;
      }
      if (callee?.ob_type === type && callee.$factory === undefined) {
        const about = known(callee);
        if (about.plain) {
          const made = {ob_type: callee};
          if (about.dict) $B.init_dict(made);
          callee.tp_init(made, ...given);
          return made;
        }
      }
      return $B.$call(callee, ...given);
    },

    method(holder, name, ...given) {
      if (typeof holder === 'string') {
        const done = textMethod(holder, name, given);
        if (done !== undefined) return done;
      } else if (typeof holder === 'object' && holder !== null) {
        const cls = holder.ob_type;
        if (cls === $B.module) {
          const own = holder[DICT];
          if (hasOwn(own, name)) return F.call(own[name], ...given);
        } else if (cls !== undefined) {
          if (cls.ob_type === type) {
            const found = functionOf(cls, name);
            if (found !== null) {
              const own = holder[DICT];
              if (own === undefined || !hasOwn(own, name)) return found(holder, ...given);
            }
          }
        } else if (name === 'get' && isTextDict(holder) && typeof given[0] === 'string') {
          if (hasOwn(holder, given[0])) return holder[given[0]];
          return given.length > 1 ? given[1] : None;
        }
      }
      return $B.call_attr(holder, name, undefined, ...given);
    },
  };

  /** Methods of texts whose characters all fit 16 bits, with plain arguments; undefined for any other case. */
  function textMethod(text, name, given) {
    const [first, second] = given;
    switch (name) {
      case 'join': {
        if (given.length !== 1 || !isSequence(first)) return undefined;
        for (const one of first) if (typeof one !== 'string') return undefined;
        return first.join(text);
      }
      case 'split':
        return given.length === 1 && typeof first === 'string' && first !== '' ? $B.$list(text.split(first)) : undefined;
      case 'find':
        if (typeof first !== 'string' || first === '') return undefined;
        if (given.length === 1) return text.indexOf(first);
        return given.length === 2 && typeof second === 'number' && second >= 0 ? text.indexOf(first, second) : undefined;
      case 'startswith':
        return given.length === 1 && typeof first === 'string' ? text.startsWith(first) : undefined;
      case 'endswith':
        return given.length === 1 && typeof first === 'string' ? text.endsWith(first) : undefined;
      case 'replace':
        return given.length === 2 && typeof first === 'string' && first !== '' && typeof second === 'string'
          ? text.split(first).join(second) : undefined;
      case 'strip':
        return given.length === 1 && typeof first === 'string' ? stripped(text, first, true) : undefined;
      case 'rstrip':
        return given.length === 1 && typeof first === 'string' ? stripped(text, first, false) : undefined;
    }
    return undefined;
  }

  function stripped(text, characters, front) {
    let start = 0;
    let stop = text.length;
    if (front) while (start < stop && characters.includes(text[start])) start += 1;
    while (stop > start && characters.includes(text[stop - 1])) stop -= 1;
    return text.slice(start, stop);
  }

  return F;
}
