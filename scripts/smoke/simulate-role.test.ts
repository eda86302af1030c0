import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectAws } from '../aws/connect-aws.ts';
import { type Simulated, simulateRole } from './simulate-role.ts';

/** An IAM by its protocol: it allows `ok` resources, judges several one by one, and refuses mixed services as AWS does. */
const requests: URLSearchParams[] = [];
const members = (form: URLSearchParams, list: string) =>
  [...form].filter(([name]) => new RegExp(`^${list}\\.member\\.\\d+$`).test(name)).map(([, value]) => value);

function answer(form: URLSearchParams): { status: number; xml: string } {
  requests.push(form);
  const [actions, resources] = [members(form, 'ActionNames'), members(form, 'ResourceArns')];
  if (new Set(actions.map((one) => one.split(':')[0])).size > 1 || actions.includes('sqs:Broken'))
    return {
      status: 400,
      xml: '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidInput</Code><Message>require different authorization information</Message></Error></ErrorResponse>',
    };
  const decision = (arn: string) => (arn.includes('ok') ? 'allowed' : 'implicitDeny');
  const one = (action: string) =>
    resources.length === 1
      ? `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${resources[0]}</EvalResourceName><EvalDecision>${decision(resources[0] ?? '')}</EvalDecision></member>`
      : `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>${resources.map((arn) => `<member><EvalResourceName>${arn}</EvalResourceName><EvalResourceDecision>${decision(arn)}</EvalResourceDecision></member>`).join('')}</ResourceSpecificResults></member>`;
  const xml = `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${actions.map(one).join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;
  return { status: 200, xml };
}

const server = createServer(async (request, response) => {
  const { status, xml } = answer(new URLSearchParams(await text(request)));
  response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
});
let endpoint = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests.length = 0;
});

const ask = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) => ({
  ...{ says: `${action} ${resource}`, action, resource: `arn:${resource}`, context },
});
const judge = async (given: Pick<Simulated, 'may' | 'mayNot'>) => {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const { iam } = connectAws({ region: 'us-east-1', endpoint, credentials });
  const found = await simulateRole(iam, { role: 'r', arn: 'arn:aws:iam::123456789012:role/r', ...given });
  return found.map(({ code, subject }) => [code, subject]);
};

it('reads a decision on each resource, and asks for one action at a time', async () => {
  const may = [ask('s3:GetObject', 'ok1'), ask('s3:GetObject', 'ok2'), ask('sqs:SendMessage', 'ok')];
  expect(await judge({ may, mayNot: [ask('s3:GetObject', 'no'), ask('glue:GetTable', 'no')] })).toEqual([]);
  expect(requests.map((form) => members(form, 'ActionNames'))).toEqual([
    ...[['s3:GetObject'], ['sqs:SendMessage'], ['glue:GetTable']],
  ]);
});

it('finds what differs, by resource', async () => {
  const may = [ask('s3:GetObject', 'ok1'), ask('s3:GetObject', 'no1')];
  expect(await judge({ may, mayNot: [ask('s3:GetObject', 'ok2'), ask('glue:GetTable', 'ok3')] })).toEqual([
    ['permission-differs', 's3:GetObject no1'],
    ['permission-differs', 's3:GetObject ok2'],
    ['permission-differs', 'glue:GetTable ok3'],
  ]);
});

it('asks again for each condition', async () => {
  const may = ['a/', 'b/'].map((prefix) => ask('s3:ListBucket', 'ok', { 's3:prefix': prefix }));
  expect(await judge({ may, mayNot: [] })).toEqual([]);
  expect(requests.map((form) => form.get('ContextEntries.member.1.ContextKeyValues.member.1'))).toEqual(['a/', 'b/']);
});

it('goes on when a question is refused, and says so', async () => {
  expect(await judge({ may: [ask('sqs:Broken', 'ok'), ask('glue:GetTable', 'no')], mayNot: [] })).toEqual([
    ['call-refused', undefined],
    ['permission-differs', 'glue:GetTable no'],
  ]);
});
