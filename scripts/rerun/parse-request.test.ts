import { expect, test } from 'vitest';
import { parseRequest } from './parse-request.ts';
import { type Step, steps } from './steps.ts';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

test.each([
  ['validate items', { what: 'validate', name: 'items', timeout: undefined }],
  ['infra --env prod --plan', { what: 'infra', env: 'prod', plan: true }],
  ['sync --insist abc', { what: 'sync', insist: 'abc', prune: false }],
  ['sync --prune --plan', { what: 'sync', prune: true, plan: true }],
  ['clean', { what: 'clean', name: undefined, day: undefined, force: false, deadLetters: false }],
  ['clean orders --day 2026-05-01 --uploaded --force', { name: 'orders', uploaded: true, force: true }],
  ['clean --dead-letters --json', { deadLetters: true, json: true }],
  ['transform sales_daily --force --timeout 5', { name: 'sales_daily', force: true, timeout: 5 }],
  ['publish sales --force', { what: 'publish', force: true }],
  ['rollback sales --to 3', { what: 'rollback', name: 'sales', to: '3' }],
])('%s', (args, expected) => expect(parseRequest(words(args))).toMatchObject(expected));

test('a day is read as one', () =>
  expect(parseRequest(['clean', '--day', '2026-05-01']).day).toMatchObject({ year: '2026', month: '05', day: '01' }));

test.each([
  ['', /expected one of validate, infra, sync, clean, transform, publish, rollback, got none/],
  ['cleen', /got "cleen"; did you mean clean\?/],
  ['transform a b', /expected transform with one name at most, got "a b"/],
  ['infra prod', /expected infra without a name, got "prod"/],
  ['sync items', /expected sync without a name/],
  ['rollback', /expected rollback with a dashboard, got none/],
  ['clean --day 2026-02-30', /expected --day with a day, such as 2026-05-01, got "2026-02-30"/],
  ['clean --uploaded', /expected --uploaded beside --day/],
  ['clean orders --dead-letters', /expected --dead-letters alone/],
  ['clean --dead-letters --force', /expected --dead-letters alone/],
  ['infra --insist abc --plan', /expected --plan or --insist, got both/],
  ['clean --timeout 0', /expected --timeout with 1 to 1440 minutes, got "0"/],
  ['clean --timeout soon', /got "soon"/],
  ['clean --sometime', /Unknown option '--sometime'/],
])('%s: wrong use', (args, message) => {
  expect(() => parseRequest(words(args))).toThrow(expect.objectContaining({ code: 'usage', exitCode: 2 }));
  expect(() => parseRequest(words(args))).toThrow(message);
});

const given = {
  force: [],
  uploaded: [],
  'dead-letters': [],
  insist: ['abc'],
  prune: [],
  to: ['3'],
  day: ['2026-05-01'],
};
const pairs = Object.entries<Step>(steps).flatMap(([what, step]) =>
  Object.entries(given)
    .filter(([option]) => !step.takes.some((one) => one === option))
    .map(([option, value]) => [what, option, value] as const),
);

test.each(pairs)('%s --%s has no meaning', (what, option, value) => {
  const name = what === 'rollback' ? ['sales'] : [];
  expect(() => parseRequest([what, ...name, `--${option}`, ...value])).toThrow(
    new RegExp(`expected --${option} with [a-z, ]+, got ${what}, where it has no meaning`),
  );
});
