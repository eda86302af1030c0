import type { FormulaFunction, Parameter } from './formula-function.ts';

/** How many arguments a function takes; `step`: from `least` on, only every n-th count (ifelse takes 3, 5, 7…). */
export interface Arity {
  readonly least: number;
  /** Infinity where a group repeats. */
  readonly most: number;
  readonly step: number;
}

const arities = new WeakMap<FormulaFunction, Arity>();

export function arityOf(known: FormulaFunction): Arity {
  const counted = arities.get(known);
  if (counted !== undefined) return counted;
  const arity = countParameters(known);
  arities.set(known, arity);
  return arity;
}

function countParameters({ parameters }: FormulaFunction): Arity {
  const group = parameters.filter(({ repeats }) => repeats === true).length;
  const least = parameters.filter(({ optional }) => optional !== true).length;
  return { least, most: group > 0 ? Number.POSITIVE_INFINITY : parameters.length, step: Math.max(1, group) };
}

/** Whether a function can be called with so many arguments. */
export function takes({ least, most, step }: Arity, count: number): boolean {
  return count >= least && count <= most && (count - least) % step === 0;
}

/** Completes "expected …": `2 or 3 arguments`, `3, 5, 7 … arguments`. */
export function arityWords({ least, most, step }: Arity): string {
  if (most === Number.POSITIVE_INFINITY) {
    return step === 1 ? `${least} arguments or more` : `${least}, ${least + step}, ${least + 2 * step} … arguments`;
  }
  if (most === 0) return 'no arguments';
  if (least === most) return `${least} ${least === 1 ? 'argument' : 'arguments'}`;
  return `${least} ${most - least === 1 ? 'or' : 'to'} ${most} arguments`;
}

/** The parameter of each of `count` arguments, groups repeated as often as the arguments ask for. */
export function parametersFor({ parameters }: FormulaFunction, count: number): readonly Parameter[] {
  const first = parameters.findIndex(({ repeats }) => repeats === true);
  if (first === -1) return parameters.length === count ? parameters : parameters.slice(0, count);
  const group = parameters.filter(({ repeats }) => repeats === true);
  const rest = parameters.slice(first + group.length);
  const times = Math.max(0, Math.floor((count - first - rest.length) / group.length));
  return [...parameters.slice(0, first), ...Array.from({ length: times }, () => group).flat(), ...rest];
}
