import { describe, expect, it } from 'vitest';
import { judgeFormulas } from '../judge-formulas.ts';
import { exampleScope } from './example-scope.ts';
import { formulaMutations, mutateFormula } from './mutate-formula.ts';
import { readUses } from './read-uses.ts';
import { seededRandom } from './seeded-random.ts';

const formulas = [...readUses().values()].flatMap(({ accepted }) => accepted);
const problemsOf = (text: string) =>
  judgeFormulas([{ name: 'mutated', text }], exampleScope).formulas[0]?.problems ?? [];

describe('mutateFormula', () => {
  it.each(formulaMutations)('%s: every mistake of that kind is found', (kind) => {
    const random = seededRandom(1);
    const mutated = formulas.flatMap((text) => mutateFormula(text, kind, random) ?? []);
    expect(mutated.length).toBeGreaterThan(40);
    expect(mutated.filter((text) => problemsOf(text).length === 0)).toEqual([]);
  });

  it('gives the same for the same seed, and undefined where there is nothing to change', () => {
    const twice = [1, 1].map((seed) =>
      mutateFormula('sum({Sales}) / count({City})', 'misspelt-function', seededRandom(seed)),
    );
    expect(twice[0]).toBe(twice[1]);
    expect(mutateFormula('1', 'misspelt-function', seededRandom(1))).toBeUndefined();
    expect(mutateFormula('sum(', 'renamed-field', seededRandom(1))).toBeUndefined();
  });
});
