import { losesData, type ResourceChange } from '../../../deploy/infra-plan.ts';
import type { ReportModel } from '../../../report/report-model.ts';
import { section } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { toned } from './report-parts.ts';

const words = {
  add: 'Adds',
  change: 'Changes',
  replace: 'Replaces',
  destroy: 'Destroys',
  orphan: 'Leaves to itself',
} as const;
const order = ['destroy', 'replace', 'orphan', 'change', 'add'];

/** What a deploy would do: what loses data first, then what it opens up, then the rest; nothing where nothing of it changed and no deploy was planned. */
export function infrastructureList(infrastructure: ReportModel['infrastructure']): HTMLElement | undefined {
  if (infrastructure === undefined) return undefined;
  if (infrastructure === 'not-compared') {
    const mark = toned('warn', '▲', 'Changed');
    return section('Infrastructure', element('p', {}, mark, ', not compared with what is deployed'));
  }
  const { stacks } = infrastructure;
  const changes = stacks
    .flatMap((stack) => stack.changes.map((change) => ({ stack: stack.name, change })))
    .sort((a, b) => order.indexOf(a.change.action) - order.indexOf(b.change.action));
  const items = [
    ...changes.filter(({ change }) => losesData(change)).map(lossItem),
    ...stacks.flatMap((stack) =>
      stack.opens.map(({ what, text }) =>
        item('warn', toned('warn', '▲', 'Opens up'), element('code', {}, what), stack.name, text),
      ),
    ),
  ];
  const rest = changes.filter(({ change }) => !losesData(change)).map(changeItem);
  if (items.length + rest.length === 0) return section('Infrastructure', element('p', { class: 'note' }, 'No change.'));
  return section(
    'Infrastructure',
    items.length > 0 ? element('ul', { class: 'findings' }, ...items) : undefined,
    rest.length > 0 ? element('ul', { class: 'plain-list' }, ...rest) : undefined,
  );
}

interface Placed {
  readonly stack: string;
  readonly change: ResourceChange;
}

function lossItem({ stack, change }: Placed): HTMLElement {
  const lost = ['What it holds is lost', change.why].filter((text) => text !== undefined).join('; ');
  return item('error', toned('bad', '✕', words[change.action]), resource(change), stack, lost);
}

function item(tone: 'error' | 'warn', mark: HTMLElement, what: HTMLElement, stack: string, text: string): HTMLElement {
  return element(
    'li',
    { class: `finding finding-${tone}` },
    element('p', {}, mark, ' ', what),
    element('p', {}, text),
    element('p', { class: 'finding-place' }, `Stack ${stack}`),
  );
}

function changeItem({ stack, change }: Placed): HTMLElement {
  const why = change.why === undefined ? '' : `: ${change.why}`;
  return element('li', {}, `${words[change.action]} `, resource(change), ` in ${stack}${why}`);
}

function resource({ id, type }: ResourceChange): HTMLElement {
  return element('span', {}, element('code', {}, id), ` (${type})`);
}
