import { type Source, type SourceColumn, singular } from './source.ts';

/** Names that are a type's word and say nothing of what they hold: what they are called instead. */
const plainer: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['timestamp', new Map(['timestamp', 'datetime', 'date_time', 'ts'].map((word) => [word, 'occurred_at']))],
  ['date', new Map([['date', 'day']])],
]);

/** Names that need their thing before them in a table that also holds other things. */
const bare: ReadonlySet<string> = new Set(
  'id name title code label description note notes comment status state type kind value timestamp date time created_at updated_at'.split(
    ' ',
  ),
);

/** A column's name in the result: its own, unless that is a type's word. @param taken names that are in use */
export function nameOwn({ name, type }: SourceColumn, taken: ReadonlySet<string>): string {
  const better = plainer.get(type.kind)?.get(name);
  return legal(better !== undefined && !taken.has(better) ? better : name, taken);
}

/** A looked-up column's name: with its thing before it where it would clash or say too little. */
export function nameLookedUp({ name, divides }: SourceColumn, source: Source, taken: ReadonlySet<string>): string {
  return legal((bare.has(name) && !divides) || taken.has(name) ? `${singular(source.name)}_${name}` : name, taken);
}

/** A name that table.json allows and nothing has yet. */
function legal(name: string, taken: ReadonlySet<string>): string {
  const short = name.replace(/^_+/, '').slice(0, 64);
  for (let again = 1; ; again += 1) {
    const tail = again === 1 ? '' : `_${again}`;
    const one = `${short.slice(0, 64 - tail.length)}${tail}`;
    if (!taken.has(one)) return one;
  }
}
