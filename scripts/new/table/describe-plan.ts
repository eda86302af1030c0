import type { DraftedColumn, DraftedShape } from './drafted-column.ts';
import type { PlannedColumn, PlannedSelect } from './planned-select.ts';
import type { ResultColumn } from './result-columns.ts';
import { namesThings, noLaw } from './source.ts';

/** The shape of a planned table. @param result what its SELECT really returns, column by column */
export function describePlan(name: string, plan: PlannedSelect, result: readonly ResultColumn[]): DraftedShape {
  const { root, links, key, partitions, leftOut } = plan;
  const looked = links.map(({ to }) => to.name);
  const parts = [
    `One row for each row of ${root.name} (${root.title})`,
    ...(looked.length > 0 ? [`, with what ${looked.join(' and ')} ${looked.length === 1 ? 'has' : 'have'} of it`] : []),
    '.',
    ...(leftOut.length > 0 ? [` Left out: ${leftOut.map((one) => one.replace(/ \(.*$/, '')).join(', ')}.`] : []),
  ];
  return {
    ...{ title: titleOf(name), description: parts.join(''), owner: root.owner, key, partitions },
    columns: result.map((column, index) => describeColumn(column, plan, plan.columns[index])),
  };
}

function describeColumn(
  { name, type }: ResultColumn,
  plan: PlannedSelect,
  planned: PlannedColumn | undefined,
): DraftedColumn {
  const from = planned?.from;
  const isJoined = plan.links.some((link) =>
    link.pairs.some(
      ([own, other]) =>
        (from?.source === link.from && own === from.column.name) ||
        (from?.source === link.to && other === from.column.name),
    ),
  );
  const isSourceKey = from !== undefined && from.source.key.length === 1 && from.source.key[0] === from.column.name;
  return {
    ...{ name, type, nullable: planned?.required !== true, unit: planned?.unit },
    description: planned?.description ?? name,
    law: from?.column.law ?? noLaw,
    firm: true,
    hidden: from?.column.hidden !== undefined,
    naming: namesThings(name) || isJoined || isSourceKey || /^(source_row|year)$/.test(name),
    derived: planned?.derived === true,
  };
}

/** A name as people say it: `sales_detail` is `Sales detail`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
