import { describe, expect, it } from 'vitest';
import { isHeader } from './is-header.ts';

const question = (at: number): string =>
  `How satisfied were you with the way in which our staff answered your questions about part ${at}?`;
const answers = (many: number, write: (at: number) => string): string[][] =>
  Array.from({ length: many }, (_, at) => [write(at), ['yes, quite', 'no', 'so so'][at % 3] ?? '']);
const prose = (at: number): string =>
  `The ${at % 2 ? 'first' : 'second'} of our guests wrote so much of their stay that it filled the line`;

describe('a long text in the first record', () => {
  it('is a header above shorter ones', () => {
    expect(
      isHeader(
        [question(1).slice(0, -1), 'Why'],
        answers(20, (at) => ['never', 'at times', 'always'][at % 3] ?? ''),
      ),
    ).toBe(true);
  });

  it('is one as a question above long answers', () => {
    expect(isHeader([question(1), 'Why'], answers(20, prose))).toBe(true);
  });

  it('is none among others as long, nor a question among questions', () => {
    expect(isHeader([`${prose(1)} once more`, 'yes, indeed'], answers(20, prose))).toBe(false);
    expect(
      isHeader(
        [question(0), 'yes, indeed'],
        answers(20, (at) => question(at + 1).slice(at % 4)),
      ),
    ).toBe(false);
  });
});
