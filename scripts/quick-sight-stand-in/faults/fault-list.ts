import type { Fault } from './fault.ts';

/** Whom a request comes from and what it is for. */
export interface Occasion {
  readonly operation?: string;
  readonly resource?: string;
  readonly caller?: string;
}

/** The faults that are planned, in the order in which they came. */
export class FaultList {
  readonly #entries: { readonly fault: Fault; left: number; readonly until: number }[] = [];

  add(fault: Fault, now: number): void {
    this.#entries.push({ fault, left: fault.times ?? Infinity, until: now + (fault.milliseconds ?? Infinity) });
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** The first of each of these kinds that meets the occasion; each is used once. */
  take<K extends Fault['kind']>(kinds: readonly K[], occasion: Occasion, now: number): Extract<Fault, { kind: K }>[] {
    const met: Extract<Fault, { kind: K }>[] = [];
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (entry.left <= 0 || now >= entry.until || !isOfKind(fault, kinds) || !meets(fault, occasion)) continue;
      if (met.some(({ kind }) => kind === fault.kind)) continue;
      entry.left -= 1;
      met.push(fault);
    }
    return met;
  }
}

const isOfKind = <K extends Fault['kind']>(fault: Fault, kinds: readonly K[]): fault is Extract<Fault, { kind: K }> =>
  kinds.some((kind) => kind === fault.kind);

const meets = (fault: Fault, { operation, resource, caller }: Occasion): boolean =>
  (fault.operations === undefined || operation === undefined || fault.operations.includes(operation)) &&
  (fault.resource === undefined || fault.resource === resource) &&
  (fault.caller === undefined || caller === undefined || fault.caller === caller);
