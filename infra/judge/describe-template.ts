import { createHash } from 'node:crypto';

type Json = unknown;

const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** CDK's hash at the end of a logical id says nothing to a reader. */
const nameOf = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

/** Names of assets change with every line of code. */
const withoutHashes = (text: string): string => text.replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>');

/** Longer texts are documents of their own, such as a dashboard: their digest says whether they changed. */
const longest = 300;

function textOf(value: string): string {
  const text = withoutHashes(value);
  if (text.length <= longest) return text.replaceAll('\n', ' ');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `(${text.length} characters, ${digest})`;
}

/** What another stack says: CDK's name for the output is made of the resource and its attribute. */
const outputText = ({ StackName, OutputName }: Readonly<Record<string, Json>>): string =>
  `${StackName}:${String(OutputName).replaceAll(/^PublishOutput(FnGetAtt|Ref)|[0-9A-F]{8}/g, '')}`;

/** `Bucketraw`, `Bucketraw.Arn`, `STACK:OUTPUT`, text with `${...}` in it; undefined for what is no function of CloudFormation. */
function functionText(value: Readonly<Record<string, Json>>): string | undefined {
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return undefined;
  if (name === 'Ref') return nameOf(String(argument));
  if (name === 'Fn::GetStackOutput' && isRecord(argument)) return outputText(argument);
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `${nameOf(String(argument[0]))}.${argument[1]}`;
  if (name === 'Fn::Sub') return withoutHashes(String(argument));
  if (name !== 'Fn::Join' || !Array.isArray(argument) || !Array.isArray(argument[1])) return undefined;
  return textOf(
    argument[1].map((one) => (typeof one === 'string' ? one : `\${${scalar(one)}}`)).join(String(argument[0])),
  );
}

const scalar = (value: Json): string =>
  typeof value === 'string' ? textOf(value) : (isRecord(value) && functionText(value)) || JSON.stringify(value);

const listed = (value: Json): string[] => (Array.isArray(value) ? value : [value]).map(scalar);

/** `Allow s3:GetObject on arn:... if StringEquals {...}` */
function statementLines(statement: Readonly<Record<string, Json>>): string[] {
  const { Sid, Effect, Action, Resource, Principal, Condition } = statement;
  const who =
    Principal === undefined
      ? ''
      : ` by ${isRecord(Principal) ? Object.values(Principal).flatMap(listed).join(', ') : scalar(Principal)}`;
  return [
    `${Effect} ${Sid ?? ''}${who}`,
    ...listed(Action ?? []).map((action) => `  ${action}`),
    ...(Resource === undefined
      ? []
      : listed(Resource)
          .sort()
          .map((resource) => `  on ${resource}`)),
    ...(Condition === undefined ? [] : [`  if ${JSON.stringify(Condition)}`]),
  ];
}

function linesOf(key: string, value: Json): string[] {
  if (Array.isArray(value)) {
    if (key === 'Statement') return value.flatMap((one) => (isRecord(one) ? statementLines(one) : []));
    if (value.every((one) => !isRecord(one) || functionText(one) !== undefined))
      return [`${key}: ${value.map(scalar).join(', ')}`];
    return value.flatMap((one) => [`${key}:`, ...(isRecord(one) ? bodyOf(one) : [`  ${scalar(one)}`])]);
  }
  if (isRecord(value) && functionText(value) === undefined) return [`${key}:`, ...bodyOf(value)];
  return [`${key}: ${scalar(value)}`];
}

const bodyOf = (value: Readonly<Record<string, Json>>): string[] =>
  Object.keys(value)
    .filter((key) => key !== 'Version')
    .sort()
    .flatMap((key) => linesOf(key, value[key]).map((line) => `  ${line}`));

/**
 * A template as a reviewer reads it: by type and name, a statement of a policy a block, no hashes. Two of them compared show what a
 * change does.
 */
export function describeTemplate(template: Readonly<Record<string, Json>>): string {
  const { Resources } = template;
  const resources = Object.entries(isRecord(Resources) ? Resources : {}).flatMap(([id, resource]) =>
    isRecord(resource) ? [{ title: `${resource['Type']} ${nameOf(id)}`, resource }] : [],
  );
  resources.sort((a, b) => (a.title < b.title ? -1 : 1));
  return resources
    .map(({ title, resource: { Properties, DeletionPolicy, DependsOn } }) =>
      [
        title,
        ...(DeletionPolicy === undefined ? [] : [`  (removed from the template: ${DeletionPolicy})`]),
        ...(DependsOn === undefined ? [] : [`  (after ${listed(DependsOn).map(nameOf).sort().join(', ')})`]),
        ...bodyOf(isRecord(Properties) ? Properties : {}),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}
