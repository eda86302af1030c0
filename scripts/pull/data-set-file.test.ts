import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import { dataSetFile, refuseSameFiles } from './data-set-file.ts';

describe('dataSetFile', () => {
  it.each(['sales_daily', 'Orders of 2026', 'Bestellungen für Köln', 'a..b', 'console', '注文'])('takes %j', (name) =>
    expect(dataSetFile(name)).toBe(`data-sets/${name}.json`),
  );

  it.each([
    ['../../../package', 'the character /'],
    ['..\\..\\package', 'the character \\'],
    ['..', 'a dot at its beginning'],
    ['.git', 'a dot at its beginning'],
    ['', 'none'],
    ['a\u0000b', 'U+0000'],
    ['a\nb', 'U+000A'],
    ['a\u202eb', 'U+202E'],
    ['a:stream', 'the character :'],
    ['what?', 'the character ?'],
    ['NUL', 'Windows'],
    ['com1.2026', 'Windows'],
    [' a', 'a blank'],
    ['ä'.repeat(126), '252 bytes'],
  ])('refuses %j', (name, problem) => {
    expect(() => dataSetFile(name)).toThrow(CommandError);
    expect(() => dataSetFile(name)).toThrow(problem);
    expect(() => dataSetFile(name)).toThrow('rename the data set in the analysis in QuickSight');
  });

  it('never leaves the folder, whatever the author typed', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a') })),
        (name) => {
          let file: string;
          try {
            file = dataSetFile(name);
          } catch (error) {
            expect(error).toBeInstanceOf(CommandError);
            return;
          }
          const folder = resolve('dashboards', 'sales', 'data-sets');
          expect(resolve('dashboards', 'sales', file)).toBe(join(folder, `${name}.json`));
          expect(resolve('dashboards', 'sales', file).split(sep)).toHaveLength(folder.split(sep).length + 1);
        },
      ),
    ));
});

describe('refuseSameFiles', () => {
  it.each([[['Sales', 'sales']], [['\u00e9', 'e\u0301']]])('refuses %j', (names) =>
    expect(() => refuseSameFiles(names)).toThrow('expected identifiers that differ in more than case'),
  );
  it('takes others', () => expect(() => refuseSameFiles(['sales', 'orders'])).not.toThrow());
});
