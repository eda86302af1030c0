import type { Column } from '../../../schema/dataset-schema.ts';
import type { Random } from './random.ts';
import { spaces } from './text-samples.ts';

const numberEdges = [
  ...['9223372036854775807', '-9223372036854775808', '9223372036854775808', '-9223372036854775809', '9007199254740993'],
  ...[
    '9007199254740992',
    '-9007199254740991',
    '123456789012345',
    '1234567890123456',
    '12345678901234567',
    '999999999999999',
  ],
  ...[
    '-0',
    '+0',
    '0',
    '00',
    '007',
    '-007',
    '+5',
    '5.',
    '.5',
    '-.5',
    '5.0',
    '5e3',
    '5E-3',
    '1e400',
    '-1e400',
    '1e-400',
    '1e15',
  ],
  ...[
    '1e16',
    '1e308',
    '1.7976931348623157e308',
    '4.9e-324',
    '0.1',
    '1.10',
    '19.99',
    '0.30000000000000004',
    '1e21',
    '123e-2',
  ],
  ...[
    '1.0000000000',
    '100000000000000000000000000000000000000',
    '99999999999999999999999999999999999999.999999999',
    '0e9999',
  ],
  ...['0.000000001', '0.0000000001', '1234.5600', '12345678.123456789', '1e5', '-1E+2', '2.5e1', '1_000', '0x10', '١٢'],
];
const badNumbers = [
  ...[
    'abc',
    '1,5',
    '1.2.3',
    '--1',
    '+-1',
    '1-',
    '- 1',
    '1 000',
    '1,000',
    '1.000',
    '12 %',
    '%',
    '$',
    '$5',
    '5 €',
    'NaN',
  ],
  ...[
    'Infinity',
    '-Infinity',
    '1e',
    'e5',
    '1e+',
    '0x1F',
    '1e99999',
    '1,23,456',
    '1,2345',
    ',123',
    '123,',
    '１２',
    '½',
    '.',
    '-',
    '+',
  ],
];
const badBooleans = ['maybe', '2', 'tru', 'yess', 'nein', 'TrUe ', '01', 'o', 'ｔrue', 'wahr', 'T', 'oN'];
const badDates = [
  ...[
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-5',
    '0000-01-01',
    '31.11.2026',
    '29.02.2025',
    '2026-01-01T24:00:00Z',
  ],
  ...[
    '2026-06-30T23:59:60Z',
    '2026-01-31T25:00',
    '2026-01-31T10:60',
    '2026-03-29 02:30:00',
    '2026-10-25 02:30:00',
    'today',
  ],
  ...[
    '2026-01-31T10:00:00.1234567Z',
    '2026-01-31T10:00:00.1234560Z',
    '2026-01-31T10:00:00+19:00',
    '2026-01-31T10:00:00-18:00',
  ],
  ...[
    '01/02/03',
    '20260230',
    '20261301',
    '2026/2/30',
    '1.1.26',
    '99.99.9999',
    'Feb 30, 2026',
    '30 Feb 2026',
    '5 Foo 2026',
  ],
  ...[
    '2026-01-31T',
    '2026-01-31 ',
    'T10:00',
    '2026-01-31T10',
    '2026-01-31T10:00:00 Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
  ],
  ...[
    '13/13/2026 10:00',
    '12/31/2026 13:00 PM',
    '12/31/2026 00:30 AM',
    '12/31/2026 12:00 am',
    '２026-01-01',
    '-2026-01-01',
  ],
  ...[
    '2026-10-04 02:15',
    '2026-04-05 01:45:00',
    '2026-11-01 01:30',
    '2026-03-08 02:30:00',
    '2011-12-30 12:00:00',
    '10000-01-01',
  ],
];
const badTexts = [
  ...[
    'a\u0000b',
    '\u0000',
    '\ud800',
    'x\udc00',
    'e\u0301'.repeat(30),
    '\u200b',
    'a\u2028b',
    '\u0085',
    'A'.repeat(300),
    'é'.repeat(90),
  ],
  ...[
    '\ufeffx',
    '***',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaX',
    'not@',
    '@',
    '300.1.1.1',
    'ftp:',
    '\u0001',
    '\u001f',
    '😀'.repeat(20),
    '\ud83d\ude00\ufe0f',
  ],
];
const badJson = [
  '[',
  '{"a":}',
  '[1,]',
  "{'a':1}",
  '1',
  '"a"',
  'null',
  'a;b',
  '{"a":1,"a":2}',
  `${'['.repeat(70)}${']'.repeat(70)}`,
  '["\\ud800"]',
];

function wrongFor({ type, json }: Column): readonly string[] {
  if (json === true) return badJson;
  switch (type.kind) {
    case 'integer':
    case 'number':
    case 'decimal':
      return [...badNumbers, ...numberEdges, ...numberEdges];
    case 'boolean':
      return badBooleans;
    case 'date':
    case 'timestamp':
      return badDates;
    case 'string':
      return badTexts;
  }
}

const everywhere = [
  ...numberEdges,
  ...badNumbers,
  ...badBooleans,
  ...badDates,
  ...badTexts,
  ...badJson,
  '',
  'NA',
  'null',
  '-',
  'n/a',
];

/** Makes the writer of a column's doubtful cells: at the edge of its type, beyond it, or of another. */
export function badCell(column: Column): (random: Random) => string {
  const own = wrongFor(column);
  const nulls = ['', ...column.nullTokens];
  return (random) => {
    const kind = random.below(10);
    if (kind < 6) return random.pick(own);
    if (kind < 8) return random.pick(everywhere);
    return random.pick(nulls);
  };
}

/** The text with spaces of any kind around it. */
export function padded(random: Random, text: string): string {
  const pad = (): string => (random.chance(0.6) ? random.pick(spaces).repeat(random.between(1, 2)) : '');
  return `${pad()}${text}${pad()}`;
}
