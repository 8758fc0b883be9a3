"""Pictures of nobody: a slice through a made-up chest, and a fan of made-up echoes.

Only sums, products and square roots, and numpy's legacy generator whose stream is frozen: the same bytes on every machine.
"""

import numpy

WATER = 1024     # stored value of 0 HU


def chest(rows=512, columns=512, seed=7):
    """A CT slice at the height of the heart, as stored values of 12 bits (uint16): HU + 1024."""
    y, x = numpy.mgrid[0:rows, 0:columns].astype(float)
    y, x = (y - rows / 2) / (rows / 2), (x - columns / 2) / (columns / 2)
    noise = _blurred(numpy.random.RandomState(seed), (rows, columns), 3)
    vessels = _blurred(numpy.random.RandomState(seed + 1), (rows, columns), 7)
    image = numpy.full((rows, columns), 24.0)

    def ellipse(cx, cy, a, b):
        return ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2

    def fill(where, value, grain=12):
        image[where] = value + grain * noise[where]

    body = ellipse(0, -0.02, 0.86, 0.66)
    fill(body < 1, WATER - 95)                                  # fat under the skin
    fill((body < 1) & (body > 0.965), WATER + 20)               # skin
    fill(ellipse(0, -0.02, 0.80, 0.595) < 1, WATER + 45)        # muscle
    wall = ellipse(0, -0.03, 0.745, 0.54)
    for side in (-1, 1):
        lung = ellipse(side * 0.37, -0.05, 0.335, 0.46) + 0.9 * numpy.maximum(0, 0.12 - side * x) * 8
        fill(lung < 1, WATER - 860, 18)
        fill((lung < 1) & (vessels > 1.35), WATER - 30, 20)
        fill((lung < 0.82) & (vessels > 1.75), WATER + 35, 10)
    heart = ellipse(0.10, -0.14, 0.30, 0.235) + 0.35 * (x - 0.10) * (y + 0.14) * 8
    fill(heart < 1.12, WATER - 90)                              # fat around the heart
    fill(heart < 1, WATER + 55)
    fill(ellipse(0.19, -0.12, 0.125, 0.10) < 1, WATER + 230)    # left ventricle with contrast
    fill(ellipse(0.0, -0.20, 0.115, 0.095) < 1, WATER + 190)    # right ventricle
    fill(ellipse(-0.09, -0.03, 0.10, 0.07) < 1, WATER + 215)    # atrium
    fill(ellipse(0.125, 0.195, 0.058, 0.056) < 1, WATER + 245)  # descending aorta
    fill(ellipse(0.02, 0.155, 0.033, 0.025) < 1, WATER + 40)    # gullet
    fill(ellipse(0.02, 0.155, 0.012, 0.009) < 1, WATER - 700)
    _bones(fill, ellipse, wall, x, y)
    for side in (-1, 1):                                        # lungs end at the wall, air at the skin
        fill(ellipse(side * 0.16, 0.46, 0.11, 0.07) < 1, WATER + 50)
    table = ((y > 0.74) & (y < 0.755)) | ((y > 0.80) & (y < 0.806))
    fill(table & (numpy.abs(x) < 0.62), WATER - 500, 5)
    return numpy.clip(image + 9 * _blurred(numpy.random.RandomState(seed + 2), (rows, columns), 1), 0, 4095).astype(numpy.uint16)


def _bones(fill, ellipse, wall, x, y):
    """Spine, breastbone and ribs, each a bright rim around a softer core."""
    fill(ellipse(0, 0.30, 0.125, 0.10) < 1, WATER + 700, 30)
    fill(ellipse(0, 0.30, 0.10, 0.077) < 1, WATER + 260, 70)
    fill(ellipse(0, 0.445, 0.05, 0.035) < 1, WATER + 25)        # canal
    arch = ellipse(0, 0.445, 0.085, 0.065)
    fill((arch < 1) & (arch > 0.5), WATER + 620, 30)
    fill((numpy.abs(x) < 0.016) & (y > 0.50) & (y < 0.575), WATER + 650, 30)
    for side in (-1, 1):
        wing = ellipse(side * 0.145, 0.465, 0.075, 0.022)
        fill(wing < 1, WATER + 560, 40)
        for cx, cy in ((0.30, 0.475), (0.545, 0.335), (0.685, 0.115), (0.70, -0.14), (0.585, -0.36), (0.37, -0.505)):
            rib = ellipse(side * cx, cy, 0.058, 0.030)
            fill(rib < 1, WATER + 720, 30)
            fill(rib < 0.42, WATER + 300, 60)
    fill(ellipse(0, -0.545, 0.085, 0.03) < 1, WATER + 640, 30)
    fill(ellipse(0, -0.545, 0.062, 0.016) < 1, WATER + 240, 50)


def fan(rows, columns, beat=0.0, seed=11):
    """An ultrasound sector, grey (uint8): four chambers of a heart, `beat` from 0 (wide) to 1 (narrow)."""
    y, x = numpy.mgrid[0:rows, 0:columns].astype(float)
    top, depth = 0.10 * rows, 0.84 * rows
    dx, dy = x - columns / 2, y - top
    radius = numpy.sqrt(dx * dx + dy * dy)
    slope = dx / numpy.maximum(dy, 1e-9)
    inside = (dy > 0) & (numpy.abs(slope) < 0.84) & (radius < depth) & (radius > 0.06 * depth)
    speckle = _blurred(numpy.random.RandomState(seed), (256, 256), 3)
    speckle = numpy.abs(speckle)[(radius / depth * 250).astype(int) % 256, ((slope + 0.84) / 1.68 * 200).astype(int) % 256]
    u, v = dx / depth, dy / depth
    squeeze = 1 - 0.22 * beat

    def ellipse(cx, cy, a, b, lean=0.0):
        s, t = u - cx - lean * (v - cy), v - cy
        return (s / a) ** 2 + (t / b) ** 2

    level = numpy.full((rows, columns), 46.0)
    heart = ellipse(0.01, 0.52, 0.36, 0.35)
    level[heart < 1] = 92
    level[(heart < 1.10) & (heart > 0.96)] = 165                               # pericardium
    for cx, cy, a, b, lean in ((-0.15, 0.41, 0.105, 0.165, -0.10), (0.145, 0.40, 0.125, 0.175, 0.12),
                               (-0.135, 0.69, 0.110, 0.095, 0.0), (0.145, 0.70, 0.115, 0.10, 0.0)):
        shrink = squeeze if cy < 0.6 else 2 - squeeze
        chamber = ellipse(cx, cy, a * shrink, b * shrink, lean)
        level[chamber < 1.28] = 130
        level[chamber < 1] = 9
    for cx in (-0.135, 0.145):                                                 # valves, between the chambers
        leaf = numpy.abs(v - 0.590 + (0.35 - 0.30 * beat) * numpy.abs(u - cx))
        level[(leaf < 0.009) & (numpy.abs(u - cx) < 0.105)] = 185
    level *= 1.05 - 0.45 * radius / depth
    image = numpy.where(inside, level * (0.45 + 0.9 * speckle), 0)
    return numpy.clip(image, 0, 255).astype(numpy.uint8)


def _blurred(generator, shape, size):
    """Noise of variance 1 (about), averaged over `size` x `size` places: whole numbers until the last step."""
    noise = generator.randint(-1000, 1001, (shape[0] + size, shape[1] + size)).astype(numpy.int64)
    total = noise.cumsum(axis=0).cumsum(axis=1)
    blurred = total[size:, size:] - total[:-size, size:] - total[size:, :-size] + total[:-size, :-size]
    return blurred[:shape[0], :shape[1]] / (577.4 * size)
