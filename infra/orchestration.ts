import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Lake } from './lake.ts';
import { addMachine } from './orchestration/add-machine.ts';
import { addRules } from './orchestration/add-rules.ts';
import { addRunStep } from './orchestration/add-run-step.ts';
import { addRunsTable } from './orchestration/add-runs-table.ts';
import { addStartRun } from './orchestration/add-start-run.ts';
import type { RunParts } from './orchestration/run-parts.ts';

/** What runs tables, one run at a time. */
export interface Orchestration {
  readonly startRun: LambdaFunction;
  readonly runStep: LambdaFunction;
  readonly machine: CfnStateMachine;
}

/** Makes what turns new manifests into one run of the tables at a time (state-machine/README.md). */
export function addOrchestration(stack: Stack, lake: Lake, parts: RunParts): Orchestration {
  const table = addRunsTable(stack, lake);
  const startRun = addStartRun(stack, lake, parts, table);
  const runStep = addRunStep(stack, lake, parts, table);
  const machine = addMachine(stack, lake, parts, runStep);
  addRules(stack, lake, startRun, machine);
  return { startRun, runStep, machine };
}
