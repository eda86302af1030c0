import { toColumnName } from '../../lambda/schema/column-name.ts';
import type { DiscoveredTable } from './discovered-table.ts';

/** A property as a draft has it; each may be null, since a sample says nothing of what is required. */
interface DraftProperty {
  readonly type: readonly [string, 'null'];
  readonly format?: string;
}

/** A schema.json to begin with. */
export interface DraftSchema {
  readonly $schema: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, DraftProperty>>;
  readonly 'x-sluice': Readonly<Record<string, string>>;
}

const whole = /^(bigint|int|smallint|tinyint)$/;
const fraction = /^(double|float|decimal.*)$/;

function propertyOf(guess: string): DraftProperty {
  if (whole.test(guess)) return { type: ['integer', 'null'] };
  if (fraction.test(guess)) return { type: ['number', 'null'] };
  if (guess === 'boolean') return { type: ['boolean', 'null'] };
  if (guess === 'date') return { type: ['string', 'null'], format: 'date' };
  if (guess === 'timestamp') return { type: ['string', 'null'], format: 'date-time' };
  return { type: ['string', 'null'] };
}

/** The narrowest guess that holds what both held. */
function widen(left: string, right: string): string {
  if (left === right) return left;
  const numbers = [left, right].every((guess) => whole.test(guess) || fraction.test(guess));
  return numbers ? 'double' : 'string';
}

/**
 * Drafts a schema from what the crawler guessed of one prefix, for a person to correct.
 * @param prefix of raw @param tables what was made of it: several where its files differ
 */
export function draftSchema(prefix: string, tables: readonly DiscoveredTable[]): DraftSchema {
  const guessed = new Map<string, string>();
  for (const { name, type } of tables.flatMap(({ columns }) => columns)) {
    const column = toColumnName(name);
    if (column === undefined) continue;
    const known = guessed.get(column);
    guessed.set(column, known === undefined ? type : widen(known, type));
  }
  return {
    $schema: '../../lambda/schema/dataset.schema.json',
    title: prefix,
    description: 'Drafted from what the crawler guessed: say what a row is, what is required and what is sensitive.',
    type: 'object',
    properties: Object.fromEntries([...guessed].map(([name, guess]) => [name, propertyOf(guess)])),
    'x-sluice': { owner: 'unknown', licence: 'unknown', source: 'upload' },
  };
}

const shown = 8;

/** The draft's columns in words: `id integer, name text and 3 more`. */
export function describeDraft({ properties }: DraftSchema): string {
  const all = Object.entries(properties).map(([name, { type, format }]) => {
    const word = type[0] === 'string' ? 'text' : type[0];
    return `${name} ${format ?? word}`;
  });
  if (all.length === 0) return 'no column was found';
  const more = all.length > shown ? ` and ${all.length - shown} more` : '';
  return `${all.slice(0, shown).join(', ')}${more}`;
}
