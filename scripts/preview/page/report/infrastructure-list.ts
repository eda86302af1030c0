import { type Infrastructure, losesData } from '../../../report/infrastructure.ts';
import { section, smallTable } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { toned } from './report-parts.ts';

const words = { add: 'Adds', change: 'Changes', replace: 'Replaces', destroy: 'Destroys' } as const;
const order = ['destroy', 'replace', 'change', 'add'];

/** What a deploy would do, what loses data first; nothing where no deploy was planned. */
export function infrastructureList(infrastructure: Infrastructure | undefined): HTMLElement | undefined {
  if (infrastructure === undefined) return undefined;
  const opens = infrastructure.stacks.flatMap((stack) =>
    stack.opens.map(({ what, text }) => [toned('warn', '▲', 'Opens up'), stack.name, element('code', {}, what), text]),
  );
  const changes = infrastructure.stacks
    .flatMap((stack) => stack.changes.map((change) => ({ stack: stack.name, change, lost: losesData(change) })))
    .sort((a, b) => Number(b.lost) - Number(a.lost) || order.indexOf(a.change.action) - order.indexOf(b.change.action))
    .map(({ stack, change, lost }) => [
      lost ? toned('bad', '✕', words[change.action]) : words[change.action],
      stack,
      element('span', {}, element('code', {}, change.id), ` ${change.type}`),
      [lost && 'What it holds is lost', change.why].filter((text) => typeof text === 'string').join('; '),
    ]);
  const rows = [...changes.slice(0, lostMany(infrastructure)), ...opens, ...changes.slice(lostMany(infrastructure))];
  if (rows.length === 0) return section('Infrastructure', element('p', { class: 'note' }, 'No change.'));
  return section('Infrastructure', smallTable('Infrastructure changes', ['What', 'Stack', 'Resource', 'Why'], rows));
}

function lostMany({ stacks }: Infrastructure): number {
  return stacks.flatMap(({ changes }) => changes.filter(losesData)).length;
}
