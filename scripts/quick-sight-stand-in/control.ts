import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { Fault } from './faults/fault.ts';
import type { Call } from './wire/call.ts';

/** An edit of a dashboard in QuickSight's own editor: what is not given stays as it is published. */
export interface ConsoleEdit {
  readonly dashboardId: string;
  readonly definition?: DashboardVersionDefinition;
  readonly name?: string;
}

/** What a test does to the stand-in besides calling its API. Over HTTP: `POST /stand-in/<method>` with the argument as JSON. */
export interface Control {
  plan(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** The calls since the start, or since they were forgotten. */
  calls(): Promise<readonly Call[]>;
  forgetCalls(): Promise<void>;
  /** Puts the clock forward by so many milliseconds. */
  advanceClock(milliseconds: number): Promise<void>;
  addUser(principal: { readonly name: string; readonly namespace?: string }): Promise<string>;
  addGroup(principal: { readonly name: string; readonly namespace?: string }): Promise<string>;
  /** Makes a version outside the API and publishes it, as somebody in the console does. Returns its number. */
  editInConsole(edit: ConsoleEdit): Promise<number>;
  /** Subscribes the account, or ends its subscription. */
  subscribe(subscribed: boolean): Promise<void>;
}

/** The names of the methods, by which HTTP calls them. */
export const controlMethods = [
  'plan',
  'clearFaults',
  'calls',
  'forgetCalls',
  'advanceClock',
  'addUser',
  'addGroup',
  'editInConsole',
  'subscribe',
] as const satisfies readonly (keyof Control)[];

export const controlPath = '/stand-in/';

/** The control of a stand-in that runs elsewhere. @param endpoint such as http://127.0.0.1:4602. Methods reject with what it answered */
export function remoteControl(endpoint: string): Control {
  const post = async (method: string, argument: unknown) => {
    const response = await fetch(new URL(controlPath + method, endpoint), {
      method: 'POST',
      body: JSON.stringify(argument ?? null),
    });
    const text = await response.text();
    if (!response.ok) throw new RangeError(`${method}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    plan: (fault) => post('plan', fault),
    clearFaults: () => post('clearFaults', undefined),
    calls: () => post('calls', undefined),
    forgetCalls: () => post('forgetCalls', undefined),
    advanceClock: (milliseconds) => post('advanceClock', milliseconds),
    addUser: (principal) => post('addUser', principal),
    addGroup: (principal) => post('addGroup', principal),
    editInConsole: (edit) => post('editInConsole', edit),
    subscribe: (subscribed) => post('subscribe', subscribed),
  };
}
