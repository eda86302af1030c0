import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ActRequest, type ActRun, runAct } from './run-act.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';
import { ensureWorkflowTools } from './workflow-tools.ts';

const tools = await ensureWorkflowTools(join(import.meta.dirname, '..', '..', '..'));

/** Why workflows can't be run here; undefined: they can. In CI this fails a test. */
export const { reason } = tools;
if (reason !== undefined && process.env['CI']) it('has its peers', () => expect.fail(reason));

export interface Workflows {
  /** Made before the first test. */
  readonly scratch: () => ScratchRepository;
  run(request: Omit<ActRequest, 'act' | 'root'>): Promise<ActRun>;
}

/** A scratch repository for the tests of a file, and a way to run its workflows. */
export function openWorkflows(): Workflows {
  let repository: ScratchRepository | undefined;
  beforeAll(async () => {
    repository = reason === undefined ? await scratchRepository() : undefined;
  });
  afterAll(() => repository?.dispose());
  const scratch = () => repository ?? expect.fail('no scratch repository');
  return {
    scratch,
    run: (request) => runAct({ act: tools.reason === undefined ? tools.act : '', root: scratch().root, ...request }),
  };
}
