import { describe, expect, it } from 'vitest';
import { judgeFormulas } from '../judge-formulas.ts';
import { exampleScope } from '../testing/example-scope.ts';
import { readUses } from '../testing/read-uses.ts';
import { formulaFunctions } from './functions.ts';

const uses = readUses();

const codesOf = (text: string) => {
  const [formula] = judgeFormulas([{ name: 'use', text }], exampleScope).formulas;
  return [...new Set(formula?.problems.map(({ code }) => code))];
};

describe('each function', () => {
  it('has uses, and no others have', () => {
    expect([...uses.keys()].sort()).toEqual(formulaFunctions.map(({ name }) => name).sort());
  });

  it.each(formulaFunctions.map(({ name }) => name))('%s: one use that is accepted and one that is not', (name) => {
    const { accepted, rejected } = uses.get(name) ?? { accepted: [], rejected: {} };
    const call = `${name.toLowerCase()}(`;
    for (const formula of [...accepted, ...Object.keys(rejected)]) expect(formula.toLowerCase()).toContain(call);
    expect(accepted.length).toBeGreaterThan(0);
    expect(Object.keys(rejected).length).toBeGreaterThan(0);
    for (const formula of accepted) expect({ formula, codes: codesOf(formula) }).toEqual({ formula, codes: [] });
    for (const [formula, code] of Object.entries(rejected)) {
      expect({ formula, codes: codesOf(formula) }).toEqual({ formula, codes: [code] });
    }
  });
});
