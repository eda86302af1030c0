import { expect, it } from 'vitest';
import { withDates } from './convert-dates.ts';

it('makes Dates of what is one, and guesses at nothing', () => {
  const given = ['2024-02-01', 1706745600, '01.02.2024', '2024-02-30', ''];
  const declaration = { Name: 'Since', DefaultValues: { StaticValues: given } };
  const definition = {
    DataSetIdentifierDeclarations: [],
    ParameterDeclarations: [{ DateTimeParameterDeclaration: declaration }],
  };
  const [first] = withDates(JSON.parse(JSON.stringify(definition))).ParameterDeclarations ?? [];
  const february = new Date('2024-02-01T00:00:00Z');
  expect(first?.DateTimeParameterDeclaration?.DefaultValues?.StaticValues).toEqual([
    ...[february, february, '01.02.2024', '2024-02-30', ''],
  ]);
});
