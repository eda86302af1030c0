import type { ColumnProfile } from '../profile/profile.ts';
import type { Measure } from '../roles/measure.ts';
import type { Bins } from './plan.ts';

/** Steps that a histogram aims at. */
const wanted = 14;

/**
 * Cuts a number into steps of 1, 2 or 5 times a power of ten; the few values beyond the 99th percentile are put into the last step.
 * @returns undefined where there are too few values to be spread
 */
export function binsOf(measure: Measure, own: ColumnProfile | undefined, taken: ReadonlySet<string>): Bins | undefined {
  const { numbers } = own ?? {};
  if (own === undefined || numbers === undefined || own.distinct < 8 || !(numbers.p99 > numbers.p01)) return undefined;
  const width = stepOf((numbers.p99 - numbers.p01) / wanted, numbers.whole);
  // QuickSight keeps four decimals; beyond 15 digits steps are noise.
  if (width < 0.0001 || Math.max(Math.abs(numbers.p01), Math.abs(numbers.p99)) > 1e15) return undefined;
  const [first, last] = [Math.floor(numbers.p01 / width), Math.floor(numbers.p99 / width)];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last - first < 3) return undefined;
  const step = (index: number) => written(index * width);
  const column = `{${measure.column}}`;
  const expression = `ifelse(${column} < ${step(first + 1)}, ${step(first)}, ${column} >= ${step(last)}, ${step(last)}, floor(${column} / ${written(width)}) * ${written(width)})`;
  const decimals = Math.max(0, -Math.floor(Math.log10(width) + 1e-9));
  return {
    name: freeName(`${measure.column} in steps of ${written(width)}`, taken),
    expression,
    format: stepFormat(measure, decimals, width),
    from: own.nulls > 0 ? first * width : undefined,
    count: last - first + 1,
  };
}

function stepOf(width: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((each) => each * power >= width) ?? 10;
  return whole ? Math.max(1, factor * power) : factor * power;
}

/** A number as a formula takes it: no exponent, no noise of doubles. */
const written = (value: number): string => {
  const text = Number(value.toPrecision(12)).toString();
  return text.includes('e')
    ? Number(value.toPrecision(12))
        .toFixed(12)
        .replace(/\.?0+$/, '')
    : text;
};

function stepFormat({ cell }: Measure, decimals: number, width: number): Bins['format'] {
  switch (cell.kind) {
    case 'percent':
      return { ...cell, decimals: Math.max(0, decimals - 2) };
    case 'currency':
    case 'number': {
      const written = cell.kind === 'currency' && decimals === 1 ? 2 : decimals;
      return { ...cell, decimals: written, scaled: width >= 100_000 };
    }
    case 'year':
      return cell;
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const short = name.slice(0, 120);
  return taken.has(short) ? `${short} (2)` : short;
}
