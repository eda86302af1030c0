import { losesData, type ResourceChange } from '../deploy/infra-plan.ts';
import type { ReportModel } from './report-model.ts';
import { code, count, prose } from './words.ts';

/** What a deploy would do: what it takes away or opens up by name, the rest as counts. Empty where nothing of it changed and no deploy was planned. */
export function infrastructureSection(infrastructure: ReportModel['infrastructure'], most: number): string {
  if (infrastructure === undefined) return '';
  if (infrastructure === 'not-compared') return '**Infrastructure**: changed, not compared with what is deployed.\n';
  const { stacks, environment, hash } = infrastructure;
  const changes = stacks.flatMap((stack) => stack.changes);
  const opens = stacks.flatMap((stack) => stack.opens);
  if (changes.length + opens.length === 0) return '**Infrastructure**: no change.\n';
  const lost = changes.filter(losesData);
  const lines = [
    ...lost.map(
      (change) => `- ❌ ${doing[change.action]} ${resource(change)}: **what it holds is lost**${why(change)}\n`,
    ),
    ...opens.map(({ what, text }) => `- ⚠️ opens ${code(what)}: ${prose(text)}\n`),
    ...changes
      .filter((one) => !lost.includes(one) && (one.action === 'destroy' || one.action === 'replace'))
      .map((change) => `- ${doing[change.action]} ${resource(change)}${why(change)}\n`),
  ];
  const left = lines.length > most ? `- and ${count(lines.length - most)} more\n` : '';
  const insist =
    environment === undefined || hash === undefined
      ? ''
      : `\nThis and nothing else: ${code(`npx sluice deploy --env ${environment} --insist ${hash}`)}\n`;
  return `**Infrastructure**: ${summary(changes)}\n\n${lines.slice(0, most).join('')}${left}${insist}`;
}

/** `2 added, 1 changed, 1 replaced`. */
export function summary(changes: readonly ResourceChange[]): string {
  const words = {
    add: 'added',
    change: 'changed',
    replace: 'replaced',
    destroy: 'destroyed',
    orphan: 'left to itself',
  } as const;
  const parts = Object.entries(words).flatMap(([action, word]) => {
    const many = changes.filter((change) => change.action === action).length;
    return many === 0 ? [] : [`${count(many)} ${word}`];
  });
  return parts.join(', ') || 'no resource changed';
}

export const doing = {
  add: 'adds',
  change: 'changes',
  replace: 'replaces',
  destroy: 'destroys',
  orphan: 'leaves to itself',
} as const;

function resource({ type, id }: ResourceChange): string {
  return `${code(type)} ${code(id)}`;
}

function why({ why: reason }: ResourceChange): string {
  return reason === undefined ? '' : ` (${prose(reason)})`;
}
