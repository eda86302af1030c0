import { type Finding, formatPlace } from '../../../../lambda/schema/finding.ts';
import { element } from '../element.ts';

const words = { error: 'Error', warn: 'Warning' } as const;

/** One finding: how bad, what was expected and what came, what to do, then where and its code. The words carry what colour says. */
export function findingItem({ severity, place, subject, expected, got, fix, code }: Finding): HTMLElement {
  const came = got === undefined ? '' : `, got ${got}`;
  return element(
    'li',
    { class: `finding finding-${severity}` },
    element(
      'p',
      { class: 'finding-message' },
      element('span', { class: 'finding-level' }, words[severity]),
      ` Expected ${expected}${came}.`,
    ),
    ...(fix === undefined ? [] : [element('p', { class: 'finding-fix' }, sentence(fix))]),
    element(
      'p',
      { class: 'finding-place' },
      element('code', {}, formatPlace(place)),
      ...(subject === undefined ? [] : [' ', element('code', { class: 'finding-subject' }, subject)]),
      ' ',
      element('span', { class: 'finding-code' }, `[${code}]`),
    ),
  );
}

/** Errors before warnings, and in the order of the files. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'));
}

function sentence(text: string): string {
  const end = /[.?!]$/.test(text) ? '' : '.';
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}
