/**
 * The arithmetic of the networks that find and read text, one row of a layer at a time: AssemblyScript, made into WASM by the build.
 *
 * A pixel is its channels side by side, float32. A row is its pixels side by side; what a filter needs beyond its ends are zeros that
 * the caller keeps there. `rows` points to a list of addresses of rows, one for each line of a filter, each at the first pixel that
 * the filter touches. Vectors are 128 bits wide: where a function says so, counts are multiples of 4 or 8.
 */

const NONE: i32 = 0, RELU: i32 = 1, GELU: i32 = 2, SWISH: i32 = 3;

// @ts-ignore: decorator
@inline function over(v: v128, by: f32, plus: f32): v128 { return f32x4.add(f32x4.mul(v, f32x4.splat(by)), f32x4.splat(plus)); }
// @ts-ignore: decorator
@inline function then(v: v128, z: v128, plus: f32): v128 { return f32x4.add(f32x4.mul(v, z), f32x4.splat(plus)); }
// @ts-ignore: decorator
@inline function between(v: v128, low: f32, high: f32): v128 { return f32x4.min(f32x4.max(v, f32x4.splat(low)), f32x4.splat(high)); }

/** x/2 (1 + erf(x/sqrt 2)); erf as a quotient of polynomials with the numbers of pycore/samar/hosts/network.py. */
function gelu(x: v128): v128 {
  const t = between(f32x4.mul(x, f32x4.splat(0.70710678)), -3.832506856900711, 3.832506856900711);
  const z = f32x4.mul(t, t);
  let top = over(z, 0.00022905065861350646, 0.0034082910107109506);
  top = then(top, z, 0.050955695062380861);
  top = then(top, z, 0.18520832239976145);
  top = then(top, z, 1.128379143519084);
  let low = over(z, -1.1791602954361697e-7, 0.000023547966471313185);
  low = then(low, z, 0.0010179625278914885);
  low = then(low, z, 0.014070470171167667);
  low = then(low, z, 0.11098505178285362);
  low = then(low, z, 0.49746925110067538);
  low = then(low, z, 1);
  const erf = f32x4.div(f32x4.mul(top, t), low);
  return f32x4.mul(f32x4.mul(x, f32x4.add(erf, f32x4.splat(1))), f32x4.splat(0.5));
}

function activated(v: v128, kind: i32): v128 {
  if (kind == RELU) return f32x4.max(v, f32x4.splat(0));
  if (kind == GELU) return gelu(v);
  if (kind == SWISH) return f32x4.mul(v, between(over(v, 1.0 / 6.0, 0.5), 0, 1));
  return v;
}

/** The activation of `size` bytes in place: apart from the sums, whose loops then stay small enough for the registers. */
function activate(at: usize, size: usize, kind: i32): void {
  if (kind == NONE) return;
  for (const end = at + size; at < end; at += 16) v128.store(at, activated(v128.load(at), kind));
}

/**
 * A row of a convolution: `lines` lines of `run` values each, read at every `step` bytes, give `made` channels (a multiple of 8) for
 * each of `count` pixels. Weights are [8 channels out][line][value][8]: what is used together lies together. Four pixels and eight
 * channels are summed at a time, eight vectors that the processor can hold.
 */
export function conv(rows: usize, lines: i32, run: i32, step: usize, weights: usize, bias: usize, to: usize, count: i32, made: i32, kind: i32): void {
  const size = <usize>made << 2, block = <usize>(lines * run) << 5;
  for (let o: usize = 0, w0 = weights; o < size; o += 32, w0 += block) {
    const b0 = v128.load(bias + o), b1 = v128.load(bias + o, 16);
    let at: usize = 0, out = to + o;
    for (let x = 0; x < count; x += 4) {
      const left = count - x;     // the last pixels of a row are made several times rather than apart
      const s1 = left > 1 ? step : 0, s2 = left > 2 ? s1 + step : s1, s3 = left > 3 ? s2 + step : s2;
      let a0 = b0, a1 = b1, c0 = b0, c1 = b1, d0 = b0, d1 = b1, e0 = b0, e1 = b1;
      let w = w0;
      for (let line = 0; line < lines; line++) {
        const start = load<usize>(rows + (<usize>line << 2)) + at;
        let p = start, q = start + s1, r = start + s2, s = start + s3;
        for (const end = start + (<usize>run << 2); p < end; p += 4, q += 4, r += 4, s += 4, w += 32) {
          const u = v128.load(w), v = v128.load(w, 16);
          const one = v128.load32_splat(p), two = v128.load32_splat(q), three = v128.load32_splat(r), four = v128.load32_splat(s);
          a0 = f32x4.add(a0, f32x4.mul(one, u));
          a1 = f32x4.add(a1, f32x4.mul(one, v));
          c0 = f32x4.add(c0, f32x4.mul(two, u));
          c1 = f32x4.add(c1, f32x4.mul(two, v));
          d0 = f32x4.add(d0, f32x4.mul(three, u));
          d1 = f32x4.add(d1, f32x4.mul(three, v));
          e0 = f32x4.add(e0, f32x4.mul(four, u));
          e1 = f32x4.add(e1, f32x4.mul(four, v));
        }
      }
      const t1 = left > 1 ? size : 0, t2 = left > 2 ? t1 + size : t1, t3 = left > 3 ? t2 + size : t2;
      v128.store(out, a0);
      v128.store(out, a1, 16);
      v128.store(out + t1, c0);
      v128.store(out + t1, c1, 16);
      v128.store(out + t2, d0);
      v128.store(out + t2, d1, 16);
      v128.store(out + t3, e0);
      v128.store(out + t3, e1, 16);
      at += step << 2;
      out += size << 2;
    }
  }
  activate(to, <usize>count * size, kind);
}

/** A row of a convolution with one filter for each of `channels` channels (a multiple of 4); weights [line][place][channel]. */
export function each(rows: usize, lines: i32, wide: i32, step: usize, weights: usize, bias: usize, to: usize, count: i32, channels: i32, kind: i32): void {
  const pixel = <usize>channels << 2;
  let at: usize = 0, out = to;
  for (let x = 0; x < count; x += 4) {
    const left = count - x;
    const s1 = left > 1 ? step : 0, s2 = left > 2 ? s1 + step : s1, s3 = left > 3 ? s2 + step : s2;
    const t1 = left > 1 ? pixel : 0, t2 = left > 2 ? t1 + pixel : t1, t3 = left > 3 ? t2 + pixel : t2;
    for (let c: usize = 0; c < pixel; c += 16) {
      let a = v128.load(bias + c), b = a, d = a, e = a;
      let w = weights + c;
      for (let line = 0; line < lines; line++) {
        let p = load<usize>(rows + (<usize>line << 2)) + at + c;
        for (let k = 0; k < wide; k++, p += pixel, w += pixel) {
          const u = v128.load(w);
          a = f32x4.add(a, f32x4.mul(v128.load(p), u));
          b = f32x4.add(b, f32x4.mul(v128.load(p + s1), u));
          d = f32x4.add(d, f32x4.mul(v128.load(p + s2), u));
          e = f32x4.add(e, f32x4.mul(v128.load(p + s3), u));
        }
      }
      v128.store(out + c, a);
      v128.store(out + c + t1, b);
      v128.store(out + c + t2, d);
      v128.store(out + c + t3, e);
    }
    at += step << 2;
    out += pixel << 2;
  }
  activate(to, <usize>count * pixel, kind);
}

/** A row of a filter with few outputs: `made` sums over `channels` values (a multiple of 4) of each pixel; weights [out][value]. */
export function few(from: usize, channels: i32, weights: usize, bias: usize, to: usize, count: i32, made: i32): void {
  const pixel = <usize>channels << 2;
  for (let x = 0; x < count; x++, from += pixel) {
    let w = weights;
    for (let o: usize = 0; o < <usize>made << 2; o += 4) {
      let a = f32x4.splat(0);
      for (let c: usize = 0; c < pixel; c += 16, w += 16) a = f32x4.add(a, f32x4.mul(v128.load(from + c), v128.load(w)));
      store<f32>(to, load<f32>(bias + o) + (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3)));
      to += 4;
    }
  }
}

/** Add each of `count` pixels to the sums of its channels. */
export function sum(from: usize, count: i32, channels: i32, to: usize): void {
  const pixel = <usize>channels << 2;
  for (let c: usize = 0; c < pixel; c += 16) {
    let a = f32x4.splat(0), p = from + c;
    for (let x = 0; x < count; x++, p += pixel) a = f32x4.add(a, v128.load(p));
    v128.store(to + c, f32x4.add(v128.load(to + c), a));
  }
}

/** Each channel of `count` pixels times its factor. */
export function scale(from: usize, count: i32, channels: i32, factors: usize, to: usize): void {
  const pixel = <usize>channels << 2;
  for (let x = 0; x < count; x++, from += pixel, to += pixel) {
    for (let c: usize = 0; c < pixel; c += 16) v128.store(to + c, f32x4.mul(v128.load(from + c), v128.load(factors + c)));
  }
}

/** Sum of two rows of `size` bytes. */
export function add(one: usize, two: usize, size: usize, to: usize): void {
  for (let k: usize = 0; k < size; k += 16) v128.store(to + k, f32x4.add(v128.load(one + k), v128.load(two + k)));
}

/** Put each of `count` pixels `times` times, one every `step` bytes: nearest neighbour, or a part of wider pixels. */
export function spread(from: usize, count: i32, channels: i32, times: i32, step: usize, to: usize): void {
  const pixel = <usize>channels << 2;
  for (let x = 0; x < count; x++, from += pixel) {
    for (let k = 0; k < times; k++, to += step) {
      for (let c: usize = 0; c < pixel; c += 16) v128.store(to + c, v128.load(from + c));
    }
  }
}

/** The largest of 2 x 2 pixels of two rows; the last pixel has no neighbour. */
export function largest(one: usize, two: usize, count: i32, channels: i32, to: usize): void {
  const pixel = <usize>channels << 2;
  for (let x = 0; x < count; x++) {
    const right = x + 1 < count ? pixel : 0;
    for (let c: usize = 0; c < pixel; c += 16) {
      const a = f32x4.max(v128.load(one + c), v128.load(two + c)), b = f32x4.max(v128.load(one + right + c), v128.load(two + right + c));
      v128.store(to + c, f32x4.max(a, b));
    }
    one += pixel;
    two += pixel;
    to += pixel;
  }
}

/** Add the means of `wide` neighbours, each `by` (one over their number), to a row of `count` pixels. */
export function gather(from: usize, wide: i32, channels: i32, by: f32, to: usize, count: i32): void {
  const pixel = <usize>channels << 2;
  for (let x = 0; x < count; x++, to += pixel) {
    for (let k = 0; k < wide; k++, from += pixel) {
      for (let c: usize = 0; c < pixel; c += 16) {
        v128.store(to + c, f32x4.add(v128.load(to + c), f32x4.mul(v128.load(from + c), f32x4.splat(by))));
      }
    }
  }
}

// Of blue, green and red, as the detector was trained.
const MEANS = memory.data<f32>([0.485, 0.456, 0.406]), DEVIATIONS = memory.data<f32>([0.229, 0.224, 0.225]);

/**
 * A row of the input: between two rows of RGBA words, `share` of the second, at `count` places. `low` and `high` list the neighbours
 * of each place as offsets in bytes, `shares` the second one's part. `line`: values from -1 to 1 for the reader.
 */
export function sample(one: usize, two: usize, share: f32, low: usize, high: usize, shares: usize, line: i32, to: usize, count: i32): void {
  for (let x: usize = 0; x < <usize>count << 2; x += 4) {
    const a = load<u32>(low + x), b = load<u32>(high + x), part = load<f32>(shares + x);
    for (let k: usize = 0; k < 3; k++, to += 4) {
      const c: usize = 2 - k;
      const left = <f32>load<u8>(one + a + c), under = <f32>load<u8>(two + a + c);
      const upper = left + (<f32>load<u8>(one + b + c) - left) * part, lower = under + (<f32>load<u8>(two + b + c) - under) * part;
      const value = upper + (lower - upper) * share;
      store<f32>(to, line ? value / 127.5 - 1 : (value / 255 - load<f32>(MEANS + (k << 2))) / load<f32>(DEVIATIONS + (k << 2)));
    }
  }
}
