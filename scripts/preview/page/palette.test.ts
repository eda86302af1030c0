import { describe, expect, test } from 'vitest';
import { samplePaint } from '../testing/sample-paint.ts';
import { namedColors, palettes, pickColors } from './palette.ts';

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes 2009: full protanopia, deuteranopia and tritanopia, on linear RGB. */
const views: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const surfaces = { light: '#ffffff', dark: '#17191d' };

describe.each(['light', 'dark'] as const)('the %s palette', (scheme) => {
  const colors = palettes[scheme];

  test.each(Object.keys(views))('keeps any two colours apart in %s sight', (view) => {
    const seen = colors.map((color) => oklab(apply(views[view] ?? views['normal'], linear(color))));
    const distances = seen.flatMap((one, at) =>
      seen.slice(at + 1).map((other) => Math.hypot(...one.map((v, i) => v - (other[i] ?? 0)))),
    );
    // In OKLab, 0.02 is about the least difference that is seen side by side.
    expect(Math.min(...distances)).toBeGreaterThan(0.08);
  });

  test('has a contrast of 3:1 with its surface (WCAG 1.4.11)', () => {
    for (const color of colors) expect(contrast(color, surfaces[scheme]), color).toBeGreaterThanOrEqual(3);
  });
});

test('namedColors gives members and measures the colour that the definition asks for, and nobody else that one', () => {
  const visual = { palette: [], memberColors: { South: '#aa0000', 'field-2': palettes.light[0] ?? '' } };
  const colors = namedColors(visual, samplePaint, [
    ['North', 'field-1'],
    ['South', 'field-1'],
    ['Profit', 'field-2'],
  ]);
  expect(colors.slice(1)).toEqual(['#aa0000', palettes.light[0]]);
  expect(new Set(colors).size).toBe(3);
});

describe('pickColors', () => {
  test('takes the visual’s own colours first and never the same twice in a round', () => {
    const picked = pickColors(['#123456', palettes.light[1]], samplePaint, 9);
    expect(picked.slice(0, 3)).toEqual(['#123456', palettes.light[1], palettes.light[0]]);
    expect(new Set(picked).size).toBe(9);
  });
  test('is paler in a second round, so that no two are the same', () => {
    expect(new Set(pickColors([], samplePaint, 16)).size).toBe(16);
  });
});

function linear(hex: string): Triple {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

function apply(matrix: readonly [Triple, Triple, Triple] | undefined, [r, g, b]: Triple): Triple {
  const [x = 0, y = 0, z = 0] = (matrix ?? []).map((row) =>
    Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b)),
  );
  return [x, y, z];
}

/** https://bottosson.github.io/posts/oklab/ */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}
