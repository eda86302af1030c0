import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Executions } from './executions.ts';

/**
 * Executions of a STANDARD state machine. Starting one again under the same name and input is the same execution while it runs, and
 * refused for 90 days after: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html. All have one input,
 * for another one would be refused while the first runs.
 * @param machine its ARN
 */
export function sfnExecutions(client: SFNClient, machine: string): Executions {
  return {
    async start(run) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn: machine, name: run, input: '{}' }));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    async statusOf(run) {
      const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${run}`;
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'unknown';
        throw error;
      }
    },
  };
}
