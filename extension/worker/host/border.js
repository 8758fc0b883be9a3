/**
 * The border between Python's values and JavaScript's, the only place where one becomes the other.
 *
 * To Python: null, booleans, numbers, strings, arrays (lists), plain objects (dicts). To JavaScript: None, bool, int, float, str,
 * list and tuple (arrays), dict with text keys (objects). Typed arrays and blobs pass as they are, in both directions.
 */

/** A conversion that has no meaning; `kind` names the type, never the value. */
export class NotPlain extends Error {
  constructor(kind) {
    super(`a ${kind} cannot cross the border`);
    this.kind = kind;
  }
}

/** What a browser throws where a file cannot be read any more. */
const GONE = new Set(['NotReadableError', 'NotFoundError', 'SecurityError']);
const passes = (value) => ArrayBuffer.isView(value) || (typeof Blob !== 'undefined' && value instanceof Blob);

export class Border {
  constructor($B) {
    this.$B = $B;
    this.None = $B.builtins.None;
  }

  /** A string; Brython boxes those with characters beyond U+FFFF, so that `len` counts characters. */
  text(string) {
    return this.$B.String(string);
  }

  toPython(value) {
    switch (typeof value) {
      case 'undefined':
        return this.None;
      case 'boolean':
        return value;
      case 'number':
        return Number.isSafeInteger(value) ? value : new this.$B.Float(value);
      case 'string':
        return this.text(value);
    }
    if (value === null) return this.None;
    if (passes(value)) return value;
    if (Array.isArray(value)) return this.$B.$list(value.map((one) => this.toPython(one)));
    if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
      const dict = this.$B.empty_dict();
      for (const [key, one] of Object.entries(value)) this.$B.builtins.dict.$setitem(dict, this.text(key), this.toPython(one));
      return dict;
    }
    throw new NotPlain(value.constructor.name);
  }

  toJS(value) {
    const {$B} = this;
    switch (typeof value) {
      case 'undefined':
        return null;
      case 'boolean':
      case 'number':
      case 'string':
        return value;
      case 'bigint':
        if (value >= -(2n ** 53n) && value <= 2n ** 53n) return Number(value);
        throw new NotPlain('int beyond 2**53');
    }
    if (value === null || value === this.None) return null;
    if (passes(value)) return value;
    if (value instanceof String) return value.valueOf();
    if (Array.isArray(value)) return value.map((one) => this.toJS(one));
    if ($B.$isinstance(value, $B.builtins.float)) return value.value;
    if ($B.$isinstance(value, $B.builtins.str)) return value.valueOf();
    if ($B.$isinstance(value, $B.builtins.dict)) {
      const object = {};
      for (const {key, value: one} of $B.builtins.dict.$iter_items(value)) object[this.key(key)] = this.toJS(one);
      return object;
    }
    throw new NotPlain($B.class_name(value));
  }

  key(key) {
    const plain = this.toJS(key);
    if (typeof plain !== 'string') throw new NotPlain(`dict with a key of type ${typeof plain}`);
    return plain;
  }

  /** Put what `object` holds into an existing dict. */
  update(dict, object) {
    for (const [key, one] of Object.entries(object)) this.$B.builtins.dict.$setitem(dict, this.text(key), this.toPython(one));
  }

  /** Leave JavaScript by raising Python's ValueError. */
  raiseValueError(text) {
    this.$B.RAISE(this.$B.builtins.ValueError, text);
  }

  /** Leave JavaScript by raising one of the core's own errors. */
  raiseCoded(className, code, detail = null) {
    const {$B} = this;
    const errorClass = $B.module_getattr($B.imported['samar.core.errors'], className);
    $B.$raise($B.$call(errorClass, code, this.None, this.None, this.toPython(detail)));
  }

  /** What the page is told of an error: `{code, selector, offset, detail}`. Of an unforeseen one its type and place, never its text. */
  describe(error) {
    const {$B} = this;
    const root = $B.module_getattr($B.imported['samar.core.errors'] ?? {}, 'SamarError');
    if (error?.ob_type && root !== $B.NULL && $B.$isinstance(error, root)) {
      return this.toJS($B.$call($B.$getattr(error, 'fields')));
    }
    if (GONE.has(error?.name)) return {code: 'file-unreadable', selector: null, offset: null, detail: null};
    return {code: 'unexpected', selector: null, offset: null, detail: `${typeName($B, error)}${place(error)}`};
  }
}

function typeName($B, error) {
  if (error?.ob_type) return $B.class_name(error);
  return error?.constructor?.name ?? typeof error;
}

/** Where in the core it happened, as ` in module:line`. */
function place(error) {
  if (error?.$place) return error.$place;
  const frame = error?.$frame_obj?.frame ?? error?.__traceback__?.tb_frame;
  if (frame && frame[2]) return ` in ${frame[2]}:${frame.$lineno ?? '?'}`;
  return '';
}
