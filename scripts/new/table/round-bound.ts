/**
 * A bound below which values would surprise: 0 where none is negative, else the next round number with room to spare.
 * @param least the least value so far, as text @returns undefined where there is none, or none of few digits
 */
export function roundDown(least: string | undefined): string | undefined {
  const value = Number(least);
  if (least === undefined || !Number.isFinite(value)) return undefined;
  return value >= 0 ? '0' : plain(-roundAway(-value));
}

/** A bound above which values would surprise. @param greatest the greatest value so far, as text */
export function roundUp(greatest: string | undefined): string | undefined {
  const value = Number(greatest);
  if (greatest === undefined || !Number.isFinite(value)) return undefined;
  return value <= 0 ? '0' : plain(roundAway(value));
}

/** The next round number that leaves a quarter as much again. */
function roundAway(value: number): number {
  const wanted = value * 1.25;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8].find((one) => one * power >= wanted) ?? 10;
  return step * power;
}

/** Without an exponent, which DQDL has no word for. */
function plain(value: number): string | undefined {
  const text = Number(value.toPrecision(2)).toString();
  return /^-?\d+(\.\d+)?$/.test(text) && Number(text) !== 0 ? text : undefined;
}
