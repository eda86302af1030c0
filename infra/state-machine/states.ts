import { placeOf } from './substitutions.ts';

/** A value as it stands in JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A state of Amazon States Language. */
export type State = { readonly Type: string } & { readonly [name: string]: Json };
export type States = Readonly<Record<string, State>>;

/**
 * Faults of a service that pass, as Lambda's and SNS's documentation advise to retry:
 * https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
 */
export const passingFaults: Json = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'SNS.SdkClientException',
      'SNS.ThrottledException',
      'SNS.InternalErrorException',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 5,
    JitterStrategy: 'FULL',
  },
];

/** @param names what `run-step` is told besides the step @param result what is kept of its answer, and where */
export const lambdaStep = (
  step: string,
  names: { readonly [name: string]: Json },
  result: { readonly [name: string]: Json },
  resultPath: string,
) =>
  ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: placeOf('RunStepFunction'), Payload: { step, ...names } },
    TimeoutSeconds: 90,
    Retry: passingFaults,
    ResultSelector: result,
    ResultPath: resultPath,
  }) as const satisfies State;
