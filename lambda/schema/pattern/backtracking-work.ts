import type { AST } from '@eslint-community/regexpp';
import { type Alternatives, isCharacter } from './parse-expression.ts';

/** The most that an engine which tries every path does from one place, whatever the text. */
interface Work {
  /** Ways through the expression. */
  readonly paths: number;
  /** Elements tried on all of them. */
  readonly steps: number;
}

const endless: Work = { paths: Number.POSITIVE_INFINITY, steps: Number.POSITIVE_INFINITY };
const one: Work = { paths: 1, steps: 1 };

const then = (left: Work, right: Work): Work => ({
  paths: left.paths * right.paths,
  steps: left.steps + left.paths * right.steps,
});

function quantifierWork({ element, min, max }: AST.Quantifier, most: number): Work {
  if (max > most) return endless;
  const body = elementWork(element, most);
  let way: Work = one;
  let paths = min === 0 ? 1 : 0;
  for (let count = 1; count <= max && way.steps <= most; count++) {
    way = then(way, body);
    if (count >= min) paths += way.paths;
  }
  return { paths, steps: way.steps };
}

function elementWork(element: AST.Element, most: number): Work {
  if (isCharacter(element)) return one;
  if (element.type === 'Quantifier') return quantifierWork(element, most);
  if (element.type === 'Assertion') return 'alternatives' in element ? endless : one;
  if (element.type === 'Backreference' || (element.type === 'Group' && element.modifiers !== null)) return endless;
  return alternativesWork(element.alternatives, most);
}

function alternativesWork(alternatives: Alternatives, most: number): Work {
  return alternatives
    .map(({ elements }) =>
      elements.reduce((work, element) => (work.steps > most ? work : then(work, elementWork(element, most))), one),
    )
    .reduce((left, right) => ({ paths: left.paths + right.paths, steps: left.steps + right.steps }));
}

/**
 * Bounds the work of a backtracking engine at one place of a text.
 * @param most above it the bound may be anything above it
 * @returns elements that it tries at most; infinite where repetition has no end, and for what is not bounded here: lookarounds, `(?i:…)`
 */
export const backtrackingSteps = (alternatives: Alternatives, most: number): number =>
  alternativesWork(alternatives, most).steps;
