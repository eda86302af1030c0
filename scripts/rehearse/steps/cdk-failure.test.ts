import { describe, expect, it } from 'vitest';
import { cdkFailure, stacksWithoutChange } from './cdk-failure.ts';

describe('what cdk says', () => {
  it('is quoted by the resources that failed, each once', () => {
    const line = 'lake | 1/5 | CREATE_FAILED | AWS::IAM::Role | R (R1) Syntax errors in policy.';
    expect(cdkFailure('cdk deploy', { code: 1, output: `${line}\nother\n${line}\n` })).toEqual([
      `cdk deploy: expected exit status 0, got 1:\n    ${line}`,
    ]);
  });

  it('is quoted by its last words where no resource failed, and not at all where all is well', () => {
    expect(cdkFailure('cdk synth', { code: 1, output: 'a\n\nb\n' })).toEqual([expect.stringContaining('    a\n    b')]);
    expect(cdkFailure('cdk synth', { code: 0, output: 'CREATE_FAILED' })).toEqual([]);
  });

  it('names the stacks that did not change', () => {
    const output = 'x-storage\n\n ✅  x-storage (no changes)\n\n ✅  x-lake\n';
    expect(stacksWithoutChange(output)).toEqual(['x-storage']);
  });
});
