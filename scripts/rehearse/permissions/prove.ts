import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CommandError } from '../../cli/command-error.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { Ask, ClientConfig } from './ask.ts';
import type { Expectation } from './expectations.ts';

/** A role as it is deployed: its own policies, by name, as JSON. */
export interface DeployedRole {
  readonly name: string;
  readonly policies: Readonly<Record<string, string>>;
}

/** How a role's requests ended. */
export interface RoleProof {
  readonly role: string;
  readonly allowed: number;
  readonly denied: number;
  readonly failures: readonly string[];
}

const root = { accessKeyId: 'root', secretAccessKey: 'root' };
const prover = 'prover';

/**
 * Each role makes its requests at a moto that enforces IAM: what it may do passes, what it may not is denied. A request that is let in and
 * then finds nothing has passed.
 * @param python one with `moto[server]`
 * @param roleOf the deployed role of a use
 * @throws CommandError `stand-in` when moto does not start
 */
export async function prove(
  { python, port, region, account }: { python: string; port: number; region: string; account: string },
  expectations: readonly Expectation[],
  roleOf: (role: Expectation['role']) => DeployedRole | undefined,
): Promise<RoleProof[]> {
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(python, [join(import.meta.dirname, 'permission-server.py'), String(port)], { stdio: 'ignore' });
  try {
    await waitUntilUp(endpoint, () => server.exitCode);
    const deployed = expectations.map(({ role }) => roleOf(role)).filter((role) => role !== undefined);
    const credentials = await makeRoles({ endpoint, region, credentials: root }, account, deployed);
    await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' });
    const sts = new STSClient({ endpoint, region, credentials });
    const proofs: RoleProof[] = [];
    for (const expectation of expectations) {
      const role = roleOf(expectation.role);
      if (role === undefined)
        proofs.push({
          role: expectation.role,
          allowed: 0,
          denied: 0,
          failures: [`${expectation.role}: expected the role, got none`],
        });
      else {
        const RoleArn = `arn:aws:iam::${account}:role/${role.name}`;
        const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'proof' }));
        const session = {
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          sessionToken: Credentials?.SessionToken ?? '',
        };
        proofs.push(await proveRole({ endpoint, region, credentials: session }, expectation));
      }
    }
    return proofs;
  } finally {
    const gone = once(server, 'exit');
    if (server.kill()) await gone;
  }
}

async function waitUntilUp(endpoint: string, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + 60_000;
  const up = () =>
    fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await up())) {
    if (exitCode() !== null || Date.now() > deadline)
      throw new CommandError('stand-in', 'environment', `moto: expected it to start, got exit status ${exitCode()}`);
    await sleep(50);
  }
}

/** Before IAM is enforced: roles with their deployed policies, and one user who may take them all. */
async function makeRoles(config: ClientConfig, account: string, roles: readonly DeployedRole[]) {
  const iam = new IAMClient(config);
  await iam.send(new CreateUserCommand({ UserName: prover }));
  const allow = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const document = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });
  const PolicyDocument = document({ ...allow, Resource: `arn:aws:iam::${account}:role/*` });
  await iam.send(new PutUserPolicyCommand({ UserName: prover, PolicyName: 'take', PolicyDocument }));
  const trust = document({ ...allow, Principal: { AWS: `arn:aws:iam::${account}:user/${prover}` } });
  for (const { name: RoleName, policies } of roles) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    for (const [PolicyName, Policy] of Object.entries(policies))
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: Policy }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: prover }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

async function proveRole(config: ClientConfig, { role, may, mayNot }: Expectation): Promise<RoleProof> {
  const failures: string[] = [];
  const tryAll = (asks: readonly Ask[], expected: 'allowed' | 'denied') =>
    fewAtOnce(asks, 4, async (ask) => {
      const got = (await isDenied(ask, config)) ? 'denied' : 'allowed';
      if (got !== expected) failures.push(`${role}: ${ask.says}: expected it ${expected}, got ${got}`);
    });
  await tryAll(may, 'allowed');
  await tryAll(mayNot, 'denied');
  return { role, allowed: may.length, denied: mayNot.length, failures };
}

/**
 * moto answers a denied request with 403, to JSON's services in XML: the status tells, not the error's name.
 * @throws the SDK's error when the request was not judged at all
 */
async function isDenied(ask: Ask, config: ClientConfig): Promise<boolean> {
  try {
    await ask.send(config);
    return false;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status >= 500 || unjudged.test(String(error))) throw error;
    return status === 403;
  }
}

const unjudged = /signature|InvalidClientToken|InvalidAccessKeyId|security token/i;

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
