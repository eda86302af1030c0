import { type SparkType, simple } from '../spark-type.ts';
import type { BoundCall } from './function-entry.ts';

/** The element's type of an array that was bound to a parameter. */
export function elementOf(call: BoundCall, index = 0): SparkType {
  const type = call.type(index);
  return type.kind === 'array' ? type.element : simple('unknown');
}
