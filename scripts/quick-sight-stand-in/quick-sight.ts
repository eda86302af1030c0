import { randomUUID } from 'node:crypto';
import type { Fault } from './faults/fault.ts';
import { FaultList } from './faults/fault-list.ts';
import { findOperation, isOfIdentityRegion } from './operations/operations.ts';
import type { Service } from './service.ts';
import type { State } from './state/state.ts';
import type { Pace } from './state/work.ts';
import { type Call, callKind, callResource } from './wire/call.ts';
import { readCaller } from './wire/caller.ts';
import { readInput } from './wire/read-input.ts';
import { findRoute, type Route } from './wire/route.ts';
import { accessDenied, notFound, ServiceError } from './wire/service-error.ts';
import { type Answer, writeAnswer, writeError } from './wire/write-answer.ts';

/** What stands in for the service: an account in a region. */
export interface Setting {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Where users and groups live. */
  readonly identityRegion: string;
  readonly edition: 'ENTERPRISE' | 'STANDARD';
  /** How long the service works on what it makes. */
  readonly pace: Pace;
  /** The real clock; the stand-in's own may be ahead of it. Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A request as HTTP carries it. */
export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An answer, and what a fault does to its delivery. */
export interface Delivery {
  readonly answer: Answer;
  readonly delay: number;
  readonly cut: boolean;
  /** Something may have changed. */
  readonly wrote: boolean;
}

/** The service without its HTTP server: one request at a time, so that what is not atomic in AWS is here. */
export class QuickSight {
  readonly calls: Call[] = [];
  readonly faults = new FaultList();
  readonly service: Service;
  readonly #setting: Setting;

  constructor(setting: Setting, state: State) {
    this.#setting = setting;
    this.service = {
      ...setting,
      state,
      now: () => setting.clock() + state.clockAhead,
      newId: randomUUID,
      plannedErrors: (resource) =>
        this.faults.take(['fail-work'], { resource }, this.service.now()).flatMap(({ errors }) => errors),
    };
  }

  /** @throws what is a bug of the stand-in: everything else is an answer */
  answer(request: Request): Delivery {
    const requestId = randomUUID();
    const url = new URL(request.target, 'http://stand-in');
    const route = findRoute(request.method, url.pathname);
    if (route === undefined) {
      const error = new ServiceError('UnknownOperationException', `${request.method} ${url.pathname} is no operation.`);
      return { answer: writeError(error, requestId), delay: 0, cut: false, wrote: false };
    }
    const resource = callResource(route, request.body, url.pathname);
    const operation = route.operation.name;
    let caller = '';
    let met: Fault[] = [];
    let answer: Answer;
    let refusal: string | undefined;
    try {
      const signer = readCaller(request.authorization);
      caller = signer.accessKeyId;
      met = this.faults.take(
        ['latency', 'cut', 'throttle', 'deny', 'exception'],
        { operation, resource, caller },
        this.service.now(),
      );
      if (!met.some((fault) => fault.kind === 'cut' && fault.when === 'before'))
        refuse(met, operation, resource, caller);
      this.#admit(route, signer.region);
      answer = met.some((fault) => fault.kind === 'cut' && fault.when === 'before')
        ? { status: 0, headers: {}, body: '' }
        : this.#operate(route, url.searchParams, request.body, requestId);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      answer = writeError(error, requestId);
      refusal = error.name;
    }
    const at = new Date(this.service.now()).toISOString();
    const kind = callKind(operation);
    const call: Call = { operation, kind, resource, caller, status: answer.status, at };
    this.calls.push(refusal === undefined ? call : { ...call, error: refusal });
    const delay = met.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.delay : 0), 0);
    // A description may use up a poll, so it writes too.
    return { answer, delay, cut: met.some(({ kind }) => kind === 'cut'), wrote: refusal === undefined };
  }

  #operate(route: Route, query: URLSearchParams, body: string, requestId: string): Answer {
    const { operation } = route;
    const operate = findOperation(operation.name);
    if (operate === undefined) {
      throw new ServiceError('UnknownOperationException', `${operation.name} is not in this stand-in.`);
    }
    const input = readInput(route, query, body);
    // The input has just been judged by the shape that the operation's own type is made from.
    return writeAnswer(operation, operate(input as never, this.service), requestId);
  }

  /** Texts are the service's: see README.md, "Texts". */
  #admit({ operation, labels }: Route, region: string): void {
    const { account, identityRegion, region: home } = this.#setting;
    if (region !== home && region !== identityRegion) {
      throw new ServiceError('InvalidSignatureException', `Credential should be scoped to a valid region.`);
    }
    const asked = labels.get('AwsAccountId');
    if (asked !== undefined && asked !== account && /^\d{12}$/.test(asked)) {
      throw accessDenied(`Account ${asked} is not the caller's.`);
    }
    if (isOfIdentityRegion(operation.name) && region !== identityRegion) {
      throw accessDenied(
        `Operation is being called from endpoint ${region}, but your identity region is ${identityRegion}. Please use the ${identityRegion} endpoint.`,
      );
    }
    if (this.service.state.subscribed) return;
    if (isOfIdentityRegion(operation.name)) {
      throw notFound(`Directory information for account ${account} is not found.`, 'ACCOUNT');
    }
    throw new ServiceError('UnsupportedUserEditionException', `Account ${account} is not subscribed to QuickSight.`);
  }
}

function refuse(faults: readonly Fault[], operation: string, resource: string, caller: string): void {
  for (const fault of faults) {
    if (fault.kind === 'throttle') throw new ServiceError('ThrottlingException', 'Rate exceeded');
    if (fault.kind === 'exception')
      throw new ServiceError(fault.exception, fault.message ?? `${operation} fails as planned.`);
    if (fault.kind === 'deny') {
      throw accessDenied(
        `User: ${caller} is not authorized to perform: quicksight:${operation} on resource: ${resource}`,
      );
    }
  }
}
