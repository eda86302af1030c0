import { expect, it } from 'vitest';
import committed from '../shapes/member-facts.json' with { type: 'json' };
import { memberFacts } from './member-facts.ts';

it('gives what is committed; after an update of the SDK run scripts/quick-sight-stand-in/shapes-from-sdk/main.ts', () => {
  expect(memberFacts()).toEqual(committed);
});
