import { describe, expect, it } from 'vitest';
import { soundFiles } from './sound-files.ts';

const file = (text: string) => new Map([['definition.json', text]]);

describe('soundFiles', () => {
  it('takes a byte order mark off', async () =>
    expect(await soundFiles(file('\uFEFF{"a": 1}'), 'dashboards/x', false)).toEqual(file('{"a": 1}')));

  it.each([
    ['{\n  "a": \n}', 'dashboards/x/definition.json:3:1: expected JSON'],
    ['', 'dashboards/x/definition.json:1:1: expected JSON'],
    ['{"a": 1,\n "a": 2}', 'dashboards/x/definition.json:2:2: expected each key once'],
    ['null', 'expected a JSON object, got null'],
    ['[]', 'expected a JSON object, got a list'],
    [
      '{"DataSetIdentifierDeclarations":\n {"a": 1}}',
      'definition.json:2:2: DataSetIdentifierDeclarations: expected a list, got an object',
    ],
    ['{"DataSetIdentifierDeclarations": null}', 'expected a list, got null'],
    ['{"DataSetIdentifierDeclarations": [{}, null]}', 'DataSetIdentifierDeclarations[1]: expected an object, got null'],
    [
      '{"DataSetIdentifierDeclarations": [{"Identifier": 7}]}',
      'DataSetIdentifierDeclarations[0].Identifier: expected text, got a number',
    ],
  ])('refuses %j, and overlooks it when forced', async (text, message) => {
    await expect(soundFiles(file(text), 'dashboards/x', false)).rejects.toMatchObject({
      ...{ code: 'broken-file', exitCode: 2, message: expect.stringContaining(message) },
    });
    expect(await soundFiles(file(text), 'dashboards/x', true)).toEqual(new Map());
  });

  it.each([false, true])('never overlooks a broken dashboard.json (forced: %s)', async (force) => {
    const texts = new Map([['dashboard.json', '{"viewers": ["everyone"],\n}']]);
    await expect(soundFiles(texts, 'dashboards/x', force)).rejects.toMatchObject({
      code: 'broken-file',
      message: expect.stringMatching(/^dashboards\/x\/dashboard\.json:2:1: expected JSON, got .*; mend it; QuickSight/),
    });
  });
});
