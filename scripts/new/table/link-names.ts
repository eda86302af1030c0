import { namesThings, type Source, type SourceColumn, singular } from './source.ts';

/** Names that say nothing of what they belong to: the same one in two sources means two things. */
const generic: ReadonlySet<string> = new Set(
  (
    'id name title label description note notes comment text value amount price quantity count total time timestamp ' +
    'created_at updated_at modified_at source_file source_row'
  ).split(' '),
);

/** Names that mean the same where the other source has a row for each: a calendar, a list of states. */
const shared: ReadonlySet<string> = new Set('status state type kind date day week month quarter year'.split(' '));

/**
 * How surely two columns' names say that one refers to the other: 3 the same name or `customer_id` to `customers.id`, 2 with a word before it
 * (`billing_customer_id`), 0 not at all.
 */
export function likeness(own: string, lookup: Pick<Source, 'name' | 'key'>, other: string): 0 | 2 | 3 {
  if (own === other) {
    const isListed = !shared.has(own) || (lookup.key.length === 1 && lookup.key[0] === other);
    return generic.has(own) || !isListed ? 0 : 3;
  }
  const last = lookup.name.split('_').at(-1) ?? '';
  const things = [...new Set([singular(lookup.name), singular(last), lookup.name])];
  const direct = things.flatMap((thing) => [`${thing}_${other}`, ...(isIdentity(other, thing) ? [thing] : [])]);
  if (direct.includes(own)) return 3;
  const endings = [...direct, ...(namesThings(other) && !generic.has(other) ? [other] : [])];
  return endings.some((ending) => own.endsWith(`_${ending}`)) ? 2 : 0;
}

/** Whether a column can be what a thing is called by: `customer` refers to `customers.id`, `customers.customer` or its code. */
const isIdentity = (name: string, thing: string): boolean =>
  ['id', 'key', 'code', thing, `${thing}_id`, `${thing}_code`].includes(name);

/** Whether values of two columns can be compared as they are. */
export function comparable(own: SourceColumn, other: SourceColumn): boolean {
  return own.type.kind === other.type.kind && ['string', 'integer', 'date'].includes(own.type.kind);
}
