import { describe, expect, it } from 'vitest';
import { checks, selectChecks } from './checks.ts';

describe('selectChecks', () => {
  it('takes all without a name', () => expect(selectChecks([])).toEqual(checks));

  it('adds what a check needs, before it', () => {
    expect(selectChecks(['rows']).map(({ name }) => name)).toEqual(['file', 'run', 'rows']);
    expect(selectChecks(['stacks']).map(({ name }) => name)).toEqual(['stacks']);
  });
});

it('needs only checks that come before', () => {
  const names = checks.map(({ name }) => name);
  for (const [index, { needs }] of checks.entries())
    expect(names.slice(0, index)).toEqual(expect.arrayContaining([...needs]));
});
