import type { AST } from '@eslint-community/regexpp';
import { type Alternatives, isCharacter } from './parse-expression.ts';

/** What an expression asks of an automaton. */
export interface Measure {
  /** Instructions of all its programs, counted repetitions written out. */
  readonly states: number;
  readonly lookarounds: number;
  /** Whether anything repeats without end. */
  readonly isEndless: boolean;
  /** Its first back reference as written, which no automaton can follow. */
  readonly backReference: string | undefined;
}

const nothing: Measure = { states: 0, lookarounds: 0, isEndless: false, backReference: undefined };

const add = (left: Measure, right: Measure): Measure => ({
  states: left.states + right.states,
  lookarounds: left.lookarounds + right.lookarounds,
  isEndless: left.isEndless || right.isEndless,
  backReference: left.backReference ?? right.backReference,
});

const states = (count: number): Measure => ({ ...nothing, states: count });

function measureElement(element: AST.Element): Measure {
  if (isCharacter(element)) return states(1);
  if (element.type === 'Backreference') return { ...nothing, backReference: element.raw };
  if (element.type === 'Quantifier') {
    const body = measureElement(element.element);
    const { min, max } = element;
    if (max === Number.POSITIVE_INFINITY) {
      return { ...body, isEndless: true, states: body.states * Math.max(1, min) + 1 };
    }
    return { ...body, states: body.states * max + (max - min) };
  }
  if (element.type === 'Assertion') {
    if (!('alternatives' in element)) return states(1);
    return add({ ...nothing, states: 2, lookarounds: 1 }, measureAlternatives(element.alternatives));
  }
  return measureAlternatives(element.alternatives);
}

/** Measures before anything is built: `((a{999}){999}){999}` costs nothing here. */
export function measureAlternatives(alternatives: Alternatives): Measure {
  const parts = alternatives.flatMap(({ elements }) => elements.map(measureElement));
  return parts.reduce(add, states(alternatives.length));
}
