import type { Column, DatasetSchema } from '../../../schema/dataset-schema.ts';
import { badCell, padded } from './bad-cell.ts';
import type { DirtLog } from './dirt-log.ts';
import type { Random } from './random.ts';
import { soundCell } from './sound-cell.ts';

/** Writes a cell's text: a sound one, and as often as `dirtiness` says (0 to 1) another. */
export type AnyCell = (random: Random, dirtiness: number) => string;

const kindOf = ({ type, json }: Column): string => (json === true ? 'JSON text' : type.kind);

/** Makes the writer of a column's cells, sound and doubtful. */
export function anyCell(schema: DatasetSchema, column: Column, dirt: DirtLog): AnyCell {
  const sound = soundCell(schema, column);
  const bad = badCell(column);
  const nulls = ['', '', ...column.nullTokens];
  const empty = (column.nullable || !column.required) && !schema.primaryKey.includes(column.name);
  return (random, dirtiness) => {
    if (random.chance(dirtiness)) {
      dirt.hit(`doubtful ${kindOf(column)}`);
      return bad(random);
    }
    if (empty && random.chance(0.08)) return random.pick(nulls);
    const text = sound(random);
    if (!random.chance(dirtiness)) return text;
    dirt.hit('spaces around a value');
    return padded(random, text);
  };
}
