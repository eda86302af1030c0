import { Buffer } from 'node:buffer';
import { createRandom } from '../fuzz/random.ts';
import { type Attack, clean, failed, fitting, longestRecord, MB, texts, times, twoColumns } from './attack.ts';

const header = 'id,name\n';
const hostile = '[object],7,a,b,c\n';
const sound = '7,a name of some length\n';

/** A header, then one line so many times. */
const lineAfterLine = (line: string) => (size: number) => texts(header, times(fitting(size, line), line));

/** A file of which every line is the same, and goes where it should. */
function sameLines(
  name: string,
  line: string,
  codes: readonly string[],
  sizes: { small: number; large: number },
  schema?: object,
): Attack {
  return {
    ...{ name, file: 'attack.csv', schema: schema ?? twoColumns(), ...sizes },
    bytes: lineAfterLine(line),
    outcome: (size) => clean(fitting(size, line), codes.length > 0 ? fitting(size, line) : 0, ...codes),
  };
}

function* randomBytes(size: number): Generator<Uint8Array> {
  const random = createRandom(7);
  const block = Buffer.from(Array.from({ length: 65_536 }, () => random.below(256)));
  for (let left = size; left > 0; left -= block.length) yield block.subarray(0, left);
}

const bare = (own: object): object => twoColumns({ unknownColumns: 'drop', ...own });
/** Longest file of one line that goes to quarantine as one row in parts. */
const oneLongRecord = (size: number) => texts(header, times(size, 'x'), '\n', sound);

export const csvAttacks: readonly Attack[] = [
  {
    name: 'a quote that nothing closes, at the start',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 2 * MB, large: 300 * MB },
    bytes: (size) => texts(header, '1,"open\n', times(fitting(size, sound), sound)),
    outcome: (size) => clean(fitting(size, sound) + 1, 1, 'quote-not-closed'),
  },
  {
    name: 'a quote that nothing closes, and no sound line behind it',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 2 * MB, large: 100 * MB },
    bytes: (size) => texts(header, '1,"open\n', times(fitting(size, 'x;y;z\n'), 'x;y;z\n')),
    // Records of up to the limit are given up one by one.
    outcome: (size) =>
      clean(
        fitting(size, 'x;y;z\n') - Math.floor((longestRecord - 8) / 6) + 1,
        fitting(size, 'x;y;z\n') - Math.floor((longestRecord - 8) / 6) + 1,
        'quote-not-closed',
        'too-few-fields',
      ),
  },
  sameLines('a stray quote on every line', `1,a "name" of some length ${'-'.repeat(60)}\n`, ['quote-in-field'], {
    small: 0.2 * MB,
    large: 50 * MB,
  }),
  sameLines('text after a quote on every line', `1,"name" of some length ${'-'.repeat(60)}\n`, ['text-after-quote'], {
    small: 0.2 * MB,
    large: 50 * MB,
  }),
  {
    name: 'a quote opened on every line',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.4 * MB, large: 50 * MB },
    bytes: lineAfterLine('1,"open\n'),
    // The quote of the next line closes it, and the text behind that is too much: two lines are one bad record.
    outcome: (size) => clean(fitting(size, '1,"open\n') / 2, fitting(size, '1,"open\n') / 2, 'text-after-quote'),
  },
  {
    name: 'a line without end',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 3 * MB, large: 600 * MB },
    bytes: oneLongRecord,
    outcome: () => clean(2, 1, 'record-too-long'),
  },
  {
    name: 'quotes and nothing else',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 3 * MB, large: 50 * MB },
    bytes: (size) => texts(header, times(size, '"'), '\n', sound),
    outcome: () => clean(2, 1, 'record-too-long'),
  },
  {
    name: 'a header of 300,000 columns',
    ...{ file: 'attack.csv', schema: bare({}), small: 0.1 * MB, large: 0.9 * MB },
    bytes: (size) => texts('id', times(fitting(size, ',ab'), ',ab'), '\n', sound),
    outcome: () => failed(0, 0, 'too-many-columns'),
  },
  {
    name: 'a header without end',
    ...{ file: 'attack.csv', schema: bare({}), small: 2 * MB, large: 300 * MB },
    bytes: (size) => texts('id', times(fitting(size, ',ab'), ',ab'), '\n', sound),
    outcome: () => failed(0, 0, 'no-header'),
  },
  {
    name: 'a record of 300,000 fields',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.3 * MB, large: 0.6 * MB },
    bytes: (size) => texts(header, times(Math.floor(size / 2), '1,'), '\n', sound),
    outcome: () => clean(2, 1, 'too-many-fields'),
  },
  {
    name: 'a header of 1 MB',
    ...{ file: 'attack.csv', schema: bare({}), small: MB, large: MB },
    bytes: (size) => texts('id,name,', times(size, 'x'), '\n', '7,a,b\n'),
    outcome: () => clean(1, 0, 'columns-dropped'),
  },
  sameLines('NUL in every line', `1,${'a'.repeat(40)}\0b\n`, ['nul-byte'], { small: 0.2 * MB, large: 50 * MB }),
  {
    name: 'NUL bytes and nothing else, behind sound lines',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 3 * MB, large: 300 * MB },
    bytes: (size) => texts(header, times(1000, sound), times(size, '\0')),
    outcome: () => clean(1001, 1, 'record-too-long'),
  },
  {
    name: 'names that every object has',
    ...{ file: 'attack.csv', schema: bare({}), small: 0.2 * MB, large: 50 * MB },
    bytes: (size) => texts('__proto__,id,constructor,name,toString\n', times(fitting(size, hostile), hostile)),
    outcome: (size) => clean(fitting(size, hostile), 0, 'columns-dropped'),
  },
  {
    name: 'a pattern that backtracks',
    ...{ file: 'attack.csv', schema: twoColumns({}, { pattern: '^(a+)+$' }), small: 0.02 * MB, large: 10 * MB },
    bytes: lineAfterLine(`1,${'a'.repeat(400)}!\n`),
    outcome: (size) =>
      clean(fitting(size, `1,${'a'.repeat(400)}!\n`), fitting(size, `1,${'a'.repeat(400)}!\n`), 'pattern'),
  },
  {
    name: 'patterns that backtrack, of many kinds, on long cells',
    ...{ file: 'attack.csv', small: 0.2 * MB, large: 10 * MB },
    schema: {
      ...twoColumns(
        {},
        {
          allOf: ['(a|a)*$', '^(\\w+\\s?)*$', '(.*a){12}', '([a-z]+)*=', '^(?:.*?,){3}P'].map((pattern) => ({
            pattern,
          })),
        },
      ),
    },
    bytes: lineAfterLine(`1,${'a'.repeat(30_000)}!\n`),
    outcome: (size) =>
      clean(fitting(size, `1,${'a'.repeat(30_000)}!\n`), fitting(size, `1,${'a'.repeat(30_000)}!\n`), 'pattern'),
  },
  {
    name: 'one key a million times',
    ...{ file: 'attack.csv', schema: twoColumns({ primaryKey: ['id'] }), small: 0.1 * MB, large: 24 * MB },
    bytes: lineAfterLine(sound),
    outcome: (size) => clean(fitting(size, sound), fitting(size, sound) - 1, 'duplicate-key'),
  },
  {
    name: 'ten million keys, more than may be remembered',
    ...{ file: 'attack.csv', small: 0.1 * MB, large: 140 * MB },
    schema: twoColumns({ primaryKey: ['id'] }),
    bytes: (size) =>
      texts(
        header,
        times(Math.floor(size / 14), (index) => `${1_000_000_000 + index},ab\n`),
      ),
    outcome: (size) => clean(Math.floor(size / 14), 0, ...(size > 100 * MB ? ['keys-not-compared'] : [])),
  },
  {
    name: 'CR for every line end',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.2 * MB, large: 100 * MB },
    bytes: (size) => texts('id,name\r', times(fitting(size, sound), sound.replace('\n', '\r'))),
    outcome: (size) => clean(fitting(size, sound), 0),
  },
  {
    name: 'blank lines',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.2 * MB, large: 100 * MB },
    bytes: (size) => texts(header, times(size, '\n'), sound),
    outcome: () => clean(1, 0),
  },
  {
    name: 'a comment without end',
    ...{ file: 'attack.csv', schema: twoColumns({ dialect: { comment: '#' } }), small: 3 * MB, large: 300 * MB },
    bytes: (size) => texts(header, '#', times(size, 'x'), '\n', sound),
    outcome: () => clean(2, 1, 'record-too-long'),
  },
  {
    name: 'a line without end among those to skip',
    ...{ file: 'attack.csv', schema: twoColumns({ dialect: { skipLines: 1 } }), small: 3 * MB, large: 600 * MB },
    bytes: (size) => texts(times(size, 'x'), '\n', header, sound),
    outcome: () => clean(1, 0),
  },
  {
    name: 'random bytes',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.2 * MB, large: 100 * MB },
    bytes: randomBytes,
    outcome: () => failed(0, 0, 'encoding-assumed', 'no-header'),
  },
  {
    name: 'bytes that are no UTF-8 on every line',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.2 * MB, large: 100 * MB },
    *bytes(size) {
      const line = Buffer.concat([Buffer.from('7,a name \xe9 of some length\n', 'latin1')]);
      const block = Buffer.concat(Array.from({ length: 1000 }, () => line));
      yield Buffer.from(header);
      for (let left = size; left > 0; left -= block.length) yield block;
    },
    outcome: (size) => clean(1000 * Math.ceil(size / 26_000), 0, 'encoding-assumed'),
  },
  {
    name: 'bytes that are no UTF-8 on every line, UTF-8 declared',
    ...{ file: 'attack.csv', schema: twoColumns({ dialect: { encoding: 'utf-8' } }), small: 0.1 * MB, large: 50 * MB },
    *bytes(size) {
      const block = Buffer.from('7,a name \xe9 of some length\n'.repeat(1000), 'latin1');
      yield Buffer.from(header);
      for (let left = size; left > 0; left -= block.length) yield block;
    },
    outcome: (size) => clean(1000 * Math.ceil(size / 26_000), 1000 * Math.ceil(size / 26_000), 'invalid-utf-8'),
  },
  sameLines('records of a megabyte, all bad', `seven,${'x'.repeat(MB)}\n`, ['integer-format'], {
    small: 2 * MB,
    large: 600 * MB,
  }),
  sameLines('records of a megabyte, all sound', `7,${'x'.repeat(MB)}\n`, [], { small: 2 * MB, large: 600 * MB }),
  sameLines('every row bad', 'seven,a name of some length\n', ['integer-format'], { small: 0.1 * MB, large: 30 * MB }),
  {
    name: 'a file cut in a record and in a character',
    ...{ file: 'attack.csv', schema: twoColumns(), small: 0.1 * MB, large: 100 * MB },
    *bytes(size) {
      yield* texts(header, times(fitting(size, sound), sound), '8,"Grü');
      yield Buffer.from([0xe2, 0x82]);
    },
    outcome: (size) => failed(fitting(size, sound) + 1, 1, 'encoding-assumed', 'file-cut', 'quote-not-closed'),
  },
];
