import process from 'node:process';
import { afterEach, expect, it, vi } from 'vitest';
import { logPipeline } from './log-pipeline.ts';

afterEach(() => vi.restoreAllMocks());

/** What a happening writes, line by line of JSON. */
function linesOf(tell: (log: ReturnType<typeof logPipeline>) => void): unknown[] {
  const written: string[] = [];
  const take = (chunk: string | Uint8Array): boolean => {
    written.push(chunk.toString());
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(take);
  tell(logPipeline());
  return written.flatMap((chunk) => chunk.trim().split('\n')).map((line): unknown => JSON.parse(line));
}

it('writes a line a happening, and counts runs that start', () => {
  const lines = linesOf((tell) => tell({ what: 'looked', came: { what: 'started', run: 'run-1' } }));
  expect(lines[0]).toMatchObject({ level: 'INFO', service: 'pipeline', what: 'started', run: 'run-1' });
  expect(lines[1]).toMatchObject({ RunsStarted: 1, service: 'pipeline' });
  expect(lines).toHaveLength(2);
});

it('says what kept a run from starting, as an error', () => {
  const lines = linesOf((tell) => tell({ what: 'start-failed', error: new TypeError('denied') }));
  expect(lines[0]).toMatchObject({ level: 'ERROR', failure: { name: 'TypeError', message: 'denied' } });
  expect(lines[1]).toMatchObject({ StartsFailed: 1 });
});

it('counts nothing when nothing starts', () => {
  expect(linesOf((tell) => tell({ what: 'looked', came: { what: 'held' } }))).toHaveLength(1);
});
