import { describe, expect, it } from 'vitest';
import { checkPretended } from './pretended.ts';

const known = { made: { 'AWS::X::Known': 'a test' }, changed: {} };

describe('checkPretended', () => {
  it('is content with what is known', () => {
    expect(checkPretended({ made: ['AWS::X::Known'], changed: [] }, known)).toEqual([]);
  });

  it('refuses a type that is new, one that is made after all, and a change that is new', () => {
    expect(checkPretended({ made: ['AWS::X::New'], changed: ['AWS::Y::Thing'] }, known)).toEqual([
      expect.stringMatching(/^AWS::X::New: expected the stand-in to make it, got only "COMPLETE"/),
      expect.stringMatching(/^AWS::X::Known: expected the stand-in to pretend to make it/),
      expect.stringMatching(/^AWS::Y::Thing: expected the stand-in to change it/),
    ]);
  });
});
