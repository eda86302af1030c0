import type { Resource, TemplateJson } from './synthesize.ts';

/** A statement of a policy with its lists as lists. */
export interface PolicyStatementJson {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  /** Literal ARNs; what is no text (a reference to another resource) as JSON. */
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly principals: unknown;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = isRecord(value) ? value['Fn::Join'] : undefined;
  if (Array.isArray(joined) && joined[0] === '') return listOf(joined[1]).map(textOf).join('');
  return JSON.stringify(value);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The statements of a policy document. */
export function statementsOf(document: unknown): PolicyStatementJson[] {
  if (!isRecord(document)) return [];
  return listOf(document['Statement']).flatMap((one) => {
    if (!isRecord(one)) return [];
    const { Sid, Effect, Action, Resource, Condition, Principal } = one;
    return [
      {
        sid: String(Sid ?? ''),
        effect: String(Effect),
        actions: listOf(Action).map(String),
        resources: listOf(Resource).map(textOf),
        conditions: (Condition ?? {}) as PolicyStatementJson['conditions'],
        principals: Principal,
      },
    ];
  });
}

/** Every policy document in a template, with where it is: identity policies, resource policies, trust policies, key policies. */
export function policiesOf(
  template: TemplateJson,
): { place: string; type: string; statements: PolicyStatementJson[] }[] {
  const found: { place: string; type: string; statements: PolicyStatementJson[] }[] = [];
  const visit = (value: unknown, place: string, type: string): void => {
    if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) visit(one, `${place}[${index}]`, type);
    } else if (isRecord(value)) {
      if ('Statement' in value) found.push({ place, type, statements: statementsOf(value) });
      for (const [key, one] of Object.entries(value)) visit(one, `${place}.${key}`, type);
    }
  };
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) visit(Properties, id, Type);
  return found;
}

/** What a role may do itself: its inline policies. */
export function inlineStatements(role: Resource): PolicyStatementJson[] {
  return listOf(role.Properties['Policies']).flatMap((policy) =>
    isRecord(policy) ? statementsOf(policy['PolicyDocument']) : [],
  );
}

/** Whether a pattern of IAM (`*`: any characters) covers a text, which may hold patterns itself. */
export function covers(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** Whether one of the statements allows the action on the resource, conditions aside. */
export const allows = (statements: readonly PolicyStatementJson[], action: string, resource: string): boolean =>
  statements.some(
    ({ effect, actions, resources }) =>
      effect === 'Allow' && actions.includes(action) && resources.some((pattern) => covers(pattern, resource)),
  );
