import type { Position } from './findings.ts';
import { once } from './once.ts';
import { position } from './place-sql.ts';
import type { Typed } from './typed.ts';

const guarded: Readonly<Record<string, string>> = { '/': 'spk_divide', '%': 'spk_remainder', div: 'spk_quotient' };

/** `a operator b`; what may divide by zero is guarded, with each side computed once. */
export function apply(operator: string, a: Typed, b: Typed, at: Position): string {
  const macro = guarded[operator];
  if (macro === undefined) return `(${a.sql} ${operator} ${b.sql})`;
  return once([a, b], ([x = a, y = b]) => ({ sql: `${macro}(${x.sql}, ${y.sql}, ${position(at)})` })).sql;
}
