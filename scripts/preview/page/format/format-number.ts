import type { ValueFormat } from '../../model.ts';

const divisors = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 } as const;
type Scale = keyof typeof divisors;

const writers = new Map<string, Intl.NumberFormat>();

/**
 * Writes a number by its format. A percent format takes a share: 0.25 is `25%`.
 * Rounding is to the nearest, and -0 is written as 0.
 * @param digits most significant digits of a number that is scaled to K, M, B or T, instead of the format's decimals
 */
export function formatNumber(value: number, format: ValueFormat, digits?: number): string {
  if (!Number.isFinite(value)) return String(value);
  const scale = scaleOf(value, format);
  const scaled = scale === undefined ? value : value / divisors[scale];
  const writer = writerOf(format, scale !== undefined, scale === undefined ? undefined : digits);
  const size = writer.format(Math.abs(scaled));
  const negative = scaled < 0 && /[1-9]/.test(size);
  const text = `${format.prefix}${size}${scale ?? ''}${format.suffix}`;
  if (!negative) return text;
  return format.negative === 'parentheses' ? `(${text})` : `−${text}`;
}

/** A difference with its sign: `+1,204`, `−3`. */
export function formatSigned(value: number, format: ValueFormat): string {
  const text = formatNumber(value, { ...format, negative: 'minus' });
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function scaleOf(value: number, format: ValueFormat): Scale | undefined {
  if (format.kind === 'percent' || format.scale === undefined) return undefined;
  if (format.scale !== 'auto') return format.scale;
  const size = Math.abs(value);
  // 999,950 would be written as 1,000K: what rounds up to the next scale takes it.
  const scales: readonly Scale[] = ['T', 'B', 'M', 'K'];
  return scales.find((scale) => size >= divisors[scale] * (scale === 'K' ? 10 : 0.99995));
}

function writerOf(format: ValueFormat, scaled: boolean, digits: number | undefined): Intl.NumberFormat {
  const most = format.decimals ?? (format.kind === 'percent' ? 1 : 2);
  const least = format.decimals ?? (format.kind === 'currency' && !scaled ? undefined : 0);
  const key = [format.kind, format.currency, most, least, format.thousands, digits].join(' ');
  const known = writers.get(key);
  if (known !== undefined) return known;
  const style = format.kind === 'percent' ? 'percent' : format.kind === 'currency' ? 'currency' : 'decimal';
  const writer = new Intl.NumberFormat('en-US', {
    style,
    ...(style === 'currency' ? { currency: format.currency ?? 'USD', currencyDisplay: 'narrowSymbol' as const } : {}),
    ...(least === undefined
      ? { trailingZeroDisplay: 'stripIfInteger' as const }
      : { minimumFractionDigits: Math.min(least, 20) }),
    ...(digits === undefined ? { maximumFractionDigits: Math.min(most, 20) } : { maximumSignificantDigits: digits }),
    useGrouping: format.thousands,
  });
  writers.set(key, writer);
  return writer;
}
