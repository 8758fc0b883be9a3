"""The networks that find and read text, on CPython: with onnxruntime where it is installed (the extra `text`), else with numpy alone.

Arrays are float32, rows x columns x channels. `Finder()` raises OSError where there are no models (`python -m tools.text` makes them).
numpy runs the plan with weights of 8 bits that tools/text/plan.py writes: the same result within a few hundredths, ten and more times
slower.
"""

import json
import pathlib
import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy

from samar.kinds import Buffer

FOLDER = pathlib.Path(__file__).parent.parent / 'models'
MEAN = numpy.array([.485, .456, .406], numpy.float32)        # blue, green, red as the network was trained
DEVIATION = numpy.array([.229, .224, .225], numpy.float32)
Floats32 = Any      # an array of float32
Layer = dict[str, Any]      # one step of a plan (tools/text/plan.py)
Inputs = list[Any]          # arrays that a layer takes
STRIP = 262144    # cells of a product at a time: what fits into the processor's cache


def erf(x: Floats32) -> Floats32:
    """Error function, float32, by the rational function that the WASM uses: they differ in the last digit only."""
    x = numpy.clip(x, -3.832506856900711, 3.832506856900711)
    z = x * x
    top = z * numpy.float32(0.00022905065861350646)
    for term in (0.0034082910107109506, 0.050955695062380861, 0.18520832239976145):
        top += numpy.float32(term)
        top *= z
    top += numpy.float32(1.128379143519084)
    low = z * numpy.float32(-1.1791602954361697e-7)
    for term in (0.000023547966471313185, 0.0010179625278914885, 0.014070470171167667, 0.11098505178285362, 0.49746925110067538):
        low += numpy.float32(term)
        low *= z
    low += numpy.float32(1)
    top *= x
    top /= low
    return top


def gelu(x: Floats32) -> Floats32:
    """x/2 (1 + erf(x/sqrt 2)), in strips: ten passes over a large array would wait for memory."""
    flat = x.reshape(-1)
    for start in range(0, flat.size, STRIP):
        part = flat[start:start + STRIP]
        grown = erf(part * numpy.float32(.70710678))
        grown += 1
        part *= grown
        part *= numpy.float32(.5)
    return x


def activated(x: Floats32, kind: str | None) -> Floats32:
    """`x` after an activation; `x` may be changed."""
    if kind == 'relu':
        return numpy.maximum(x, 0, out=x)
    if kind == 'gelu':
        return gelu(x)
    if kind == 'hswish':
        return x * numpy.clip(x / numpy.float32(6) + numpy.float32(.5), 0, 1)
    if kind == 'sigmoid':
        return 1 / (1 + numpy.exp(-x))
    return x


def dense(x: Floats32, weight: Floats32) -> Floats32:
    """Each pixel's channels times a matrix."""
    return (x.reshape(-1, x.shape[2]) @ weight).reshape(*x.shape[:2], -1)


class Network:
    """A plan with its weights; `symbols` of a reader."""

    def __init__(self, data: bytes) -> None:
        size = struct.unpack('<I', data[:4])[0]
        header = json.loads(data[4:4 + size])
        self.layers, self.symbols = header['layers'], header['symbols']
        for layer in self.layers:
            for name in ('w', 'b', 'w1', 'b1', 'w2', 'b2'):
                if name in layer:
                    layer[name] = weight(data, 4 + size, *layer[name])

    def run(self, x: Floats32) -> Floats32:
        """The last layer's output for an input of three channels."""
        kept = {0: x}
        for layer in self.layers:
            first = kept[layer['x'][0]]
            made = getattr(self, layer['k'])(layer, first, [kept[at] for at in layer['x']])
            kept[layer['o']] = made
            for at in layer['free']:
                kept.pop(at, None)
        return made

    @staticmethod
    def conv(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Convolution."""
        high, wide = layer['ks']
        if high == wide == 1:
            made = dense(x, layer['w'][0, 0])
            made += layer['b']
            return activated(made, layer['act'])
        return filtered(layer, x, lambda part, tap: dense(numpy.ascontiguousarray(part), tap))

    @staticmethod
    def dw(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """One filter for each channel."""
        return filtered(layer, x, numpy.multiply)

    @staticmethod
    def convt(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Transposed convolution of 2 x 2 with stride 2."""
        rows, columns = x.shape[:2]
        made = numpy.empty((rows, 2, columns, 2, layer['b'].size), numpy.float32)
        for down in (0, 1):
            for right in (0, 1):
                made[:, down, :, right] = dense(x, layer['w'][down, right]) + layer['b']
        return activated(made.reshape(2 * rows, 2 * columns, -1), layer['act'])

    @staticmethod
    def se(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Squeeze and excite."""
        inner = numpy.maximum(x.mean((0, 1)) @ layer['w1'] + layer['b1'], 0)
        gate = numpy.clip((inner @ layer['w2'] + layer['b2']) * numpy.float32(layer['alpha']) + numpy.float32(.5), 0, 1) + layer['plus']
        return x * gate.astype(numpy.float32)

    @staticmethod
    def add(_layer: Layer, x: Floats32, inputs: Inputs) -> Floats32:
        """Sum."""
        return x + inputs[1]

    @staticmethod
    def cat(_layer: Layer, _x: Floats32, inputs: Inputs) -> Floats32:
        """Channels side by side."""
        return numpy.concatenate(inputs, 2)

    @staticmethod
    def up(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Larger by a whole factor, nearest neighbour."""
        return x.repeat(layer['f'], 0).repeat(layer['f'], 1)

    @staticmethod
    def max2(_layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Maximum of 2 x 2, stride 1."""
        rows = numpy.concatenate((numpy.maximum(x[:-1], x[1:]), x[-1:]), 0)
        return numpy.concatenate((numpy.maximum(rows[:, :-1], rows[:, 1:]), rows[:, -1:]), 1)

    @staticmethod
    def pool(layer: Layer, x: Floats32, _: Inputs) -> Floats32:
        """Mean without overlap."""
        high, wide = layer['ks']
        rows, columns = x.shape[0] // high, x.shape[1] // wide
        return x[:rows * high, :columns * wide].reshape(rows, high, columns, wide, -1).mean((1, 3))


def filtered(layer: Layer, x: Floats32, product: Callable[[Any, Any], Any]) -> Floats32:
    """A filter of several taps: the sum of `product(shifted input, tap)`."""
    high, wide = layer['ks']
    down, right = layer['s']
    top, bottom, left, far = layer['pad']
    padded = numpy.pad(x, ((top, bottom), (left, far), (0, 0)))
    rows, columns = (padded.shape[0] - high) // down + 1, (padded.shape[1] - wide) // right + 1
    made = numpy.empty((rows, columns, layer['b'].size), numpy.float32)
    made[:] = layer['b']
    for i in range(high):
        for j in range(wide):
            made += product(padded[i:i + down * rows:down, j:j + right * columns:right][:rows, :columns], layer['w'][i, j])
    return activated(made, layer['act'])


def weight(data: bytes, base: int, place: int, shape: Sequence[int], kind: str) -> Floats32:
    """An array of a model file as float32."""
    size = int(numpy.prod(shape))
    if kind == 'f':
        return numpy.frombuffer(data, '<f4', size, base + place).reshape(shape)
    scale = numpy.frombuffer(data, '<f4', shape[-1], base + place)
    return (numpy.frombuffer(data, numpy.int8, size, base + place + 4 * shape[-1]).reshape(shape) * scale).astype(numpy.float32)


class Session:
    """The same network under onnxruntime, from the file as it was published; one thread, so that files can go side by side."""

    def __init__(self, runtime: Any, data: bytes) -> None:
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = runtime.InferenceSession(data, options, providers=['CPUExecutionProvider'])
        self.name = self.session.get_inputs()[0].name
        written = self.session.get_modelmeta().custom_metadata_map.get('character', '')
        self.symbols = ['', *written.split('\n'), ' ']

    def run(self, x: Floats32) -> Floats32:
        """The output for an input of three channels; a detector's rows x columns x 1, a reader's 1 x steps x symbols."""
        made = self.session.run(None, {self.name: numpy.ascontiguousarray(x.transpose(2, 0, 1)[None])})[0]
        return made[0].transpose(1, 2, 0) if made.ndim == 4 else made


def sampled(picture: Any, place: tuple[float, float], scale: float | tuple[float, float], rows: int, columns: int) -> Floats32:
    """Rows x columns x 3 (blue, green, red; 0 to 255): the picture from `place` (left, top) on, bilinear, its edges repeated. `scale` is
    one factor, or one for each of across and down."""
    across, down = scale if isinstance(scale, tuple) else (scale, scale)
    picture = picture[..., 2::-1].astype(numpy.float32)
    low, high, share = steps(place[0], picture.shape[1], across, columns)
    made = picture[:, low] + (picture[:, high] - picture[:, low]) * share[:, None]
    low, high, share = steps(place[1], picture.shape[0], down, rows)
    return made[low] + (made[high] - made[low]) * share[:, None, None]


def steps(start: float, size: int, scale: float, count: int) -> tuple[Any, Any, Any]:
    """Two neighbours and the share of the second for each of `count` samples along one side."""
    at = (numpy.arange(count, dtype=numpy.float32) + numpy.float32(.5)) / numpy.float32(scale) - numpy.float32(.5) + numpy.float32(start)
    at = numpy.clip(at, 0, size - 1)
    low = at.astype(numpy.int64)
    return low, numpy.minimum(low + 1, size - 1), at - low.astype(numpy.float32)


class Finder:
    """Both networks; what `host.text_map`, `host.text_line` and `host.text_symbols` are on CPython."""

    def __init__(self, folder: pathlib.Path = FOLDER, runtime: Any = None) -> None:
        self.detector: Session | Network
        self.reader: Session | Network
        if runtime is not None:
            self.detector, self.reader = (Session(runtime, (folder / name).read_bytes()) for name in ('detector.onnx', 'reader.onnx'))
        else:
            self.detector, self.reader = (Network((folder / name).read_bytes()) for name in ('detector.bin', 'reader.bin'))

    def text_map(self, pixels: Buffer, height: int, width: int, channels: int, left: int, top: int, scale: float, rows: int,
                 columns: int) -> bytearray:
        """How likely each pixel of the sampled picture is text, 0 to 255."""
        x = (sampled(shaped(pixels, height, width, channels), (left, top), scale, rows, columns) / numpy.float32(255) - MEAN) / DEVIATION
        return bytearray((self.detector.run(x.astype(numpy.float32))[..., 0] * 255 + .5).astype(numpy.uint8).tobytes())

    def text_line(self, pixels: Buffer, height: int, width: int, channels: int, columns: int) -> list[int]:
        """For each step of a line of text: the symbol's number and how sure it is (0 to 255), one after the other."""
        x = sampled(shaped(pixels, height, width, channels), (0, 0), (columns / width, 48 / height), 48, columns)
        scores = self.reader.run((x / numpy.float32(127.5) - 1).astype(numpy.float32))
        scores = scores.reshape(-1, scores.shape[-1])
        best = scores.argmax(1)
        if scores.min() >= 0 and abs(scores[0].sum() - 1) < .01:
            sure = scores.max(1)         # the published network ends with shares already
        else:
            sure = 1 / numpy.exp(scores - scores.max(1)[:, None]).sum(1)
        made = numpy.stack((best, numpy.rint(sure * 255).astype(numpy.int64)), 1)
        return made.reshape(-1).tolist()

    def text_symbols(self) -> list[str]:
        """The symbols by number."""
        return self.reader.symbols


def shaped(pixels: Any, height: int, width: int, channels: int) -> Any:
    """A picture of bytes as rows x columns x channels; red, green, blue first."""
    return numpy.frombuffer(pixels, numpy.uint8, height * width * channels).reshape(height, width, channels)


def finder() -> Finder:
    """A Finder with the fastest runtime that is installed. Raises OSError where the models are missing."""
    try:
        import onnxruntime
    except ImportError:
        onnxruntime = None
    return Finder(FOLDER, onnxruntime)
