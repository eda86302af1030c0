import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskJobError } from './mask-job-error.ts';

test.each([
  [
    `SparkNumberFormatException: [CAST_INVALID_INPUT] The value 'abc' of the type "STRING" cannot be cast to "INT"`,
    'SparkNumberFormatException: [CAST_INVALID_INPUT] The value … of the type … cannot be cast to …',
  ],
  [
    'SparkException: Malformed records are detected in record parsing: [Ada,ada@example.com,3]. Parse Mode: FAILFAST.',
    'SparkException: Malformed records are detected in record parsing: …. Parse Mode: FAILFAST.',
  ],
  [
    'Error Category: OUT_OF_MEMORY; Failed Line Number: 35; exit code 137',
    'Error Category: OUT_OF_MEMORY; Failed Line Number: 35; exit code 137',
  ],
  ['card 4111-1111 of ada@example.com', 'card … of …'],
  ['Command failed\nvalue: Ada', 'Command failed'],
  [`cut in 'the mid`, 'cut in …'],
  ['py4j.protocol.Py4JJavaError in s3://bucket', 'py4j.protocol.Py4JJavaError in s3://bucket'],
])('%s', (message, masked) => expect(maskJobError(message)).toBe(masked));

test('no value in quotes or brackets is ever shown', () => {
  const value = fc.stringMatching(/^[A-Za-z]{4,12} [a-z]{4,12}$/);
  fc.assert(
    fc.property(value, fc.constantFrom('""', "''", '[]', '{}'), (secret, [open = '', close = '']) => {
      expect(maskJobError(`a row ${open}${secret}${close} failed`)).toBe('a row … failed');
    }),
  );
});

test('a long message is cut', () => expect(maskJobError('word '.repeat(200))).toHaveLength(401));
