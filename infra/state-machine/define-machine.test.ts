import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import validateInPlace from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { defineMachine, type MachineDefinition } from './define-machine.ts';
import type { Json, State, States } from './states.ts';
import { placeOf, type Substitution, substitutions } from './substitutions.ts';

const times = { settle: 10, transformTimeout: 10_800, runTimeout: 14_400 };
const all = defineMachine({ ...times, refresh: true, discover: true, s3Manifests: true });
const either = [true, false];
const choices = either.flatMap((refresh) =>
  either.flatMap((discover) => either.map((s3Manifests) => ({ refresh, discover, s3Manifests }))),
);

/** The validator writes defaults into what it is given. */
const validate = (definition: object) => validateInPlace(structuredClone(definition));

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isStates = (value: Json | undefined): value is States =>
  isObject(value) && Object.values(value).every((state) => isObject(state) && typeof state['Type'] === 'string');

/** Every state of the definition, those of maps too. */
const statesOf = (states: States): [name: string, state: State][] =>
  Object.entries(states).flatMap(([name, state]): [string, State][] => {
    const processor = state['ItemProcessor'];
    const inner = isObject(processor) ? processor['States'] : undefined;
    return [[name, state], ...(isStates(inner) ? statesOf(inner) : [])];
  });

const used = (definition: MachineDefinition): Substitution[] =>
  [...new Set(JSON.stringify(definition).match(/\$\{\w+\}/g))]
    .map((place) => place.slice(2, -1))
    .filter((name): name is Substitution => name in substitutions)
    .sort();

describe('the definition', () => {
  it.each(choices)('is valid with %o', (options) => {
    expect(validate(defineMachine({ ...times, ...options }))).toMatchObject({ isValid: true, errors: [] });
  });

  it('would not be, with a state that nothing leads to, or a name misspelt', () => {
    const lost = { ...all, States: { ...all.States, Lost: { Type: 'Succeed' } } };
    const misspelt = { ...all, StartAt: 'Setle' };
    for (const wrong of [lost, misspelt]) expect(validate(wrong).isValid).toBe(false);
  });

  it('is the file that reviewers read', async () => {
    const file = join(import.meta.dirname, 'run.asl.json');
    if (process.env['UPDATE_GENERATED'] === '1') await writeFile(file, JSON.stringify(all, null, 2));
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(all);
  });

  it('names each substitution, and only what its options need', () => {
    expect(used(all)).toEqual(Object.keys(substitutions).sort());
    expect(used(defineMachine({ ...times, refresh: false, discover: false, s3Manifests: false }))).toEqual([
      'NoticesTopic',
      'RunStepFunction',
      'TransformJob',
    ]);
    expect(JSON.stringify(all)).not.toMatch(/arn:aws:(?!states:::)/);
    expect(placeOf('TransformJob')).toBe(['$', '{TransformJob}'].join(''));
  });

  it('is JSONPath throughout', () => {
    expect(JSON.stringify(all)).not.toMatch(/QueryLanguage|JSONata|\{%/);
  });
});

describe('each task', () => {
  const tasks = statesOf(all.States).filter(([, { Type }]) => Type === 'Task');

  it.each(tasks)('%s leads somewhere whatever it throws, and tells of it', (name, state) => {
    const tells = name.startsWith('Tell');
    const last = Array.isArray(state['Catch']) ? state['Catch'].at(-1) : undefined;
    if (tells) expect(last, 'a notice that is lost must fail the execution, for its alarm').toBeUndefined();
    else expect(last).toMatchObject({ ErrorEquals: ['States.ALL'] });
  });

  it.each(tasks.filter(([, { Resource }]) => String(Resource).endsWith(':lambda:invoke')))(
    '%s ends if its function hangs',
    (_, state) => expect(state['TimeoutSeconds']).toBeLessThanOrEqual(90),
  );
});

it('the job is stopped before the whole run is ended, so that somebody is told', () => {
  expect(all.States['Transform']?.['TimeoutSeconds']).toBe(times.transformTimeout);
  expect(all.TimeoutSeconds).toBe(times.runTimeout);
});

it('what a notice says holds nothing of what a job said, which may quote a row', () => {
  const notices = Object.entries(all.States).filter(([name]) => name.startsWith('Tell'));
  expect(notices).toHaveLength(4);
  for (const [, state] of notices) expect(JSON.stringify(state)).not.toContain('Cause');
});
