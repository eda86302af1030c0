import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type JsonDocument, type JsonPath, parseJsonDocument } from '../../lambda/schema/json-document.ts';
import { fromPointer } from '../../lambda/schema/json-pointer.ts';
import type { Environment } from './environment.ts';
import schema from './environments.schema.json' with { type: 'json' };
import { type EnvironmentFinding, findings } from './findings.ts';

/** The repository's own file. */
export const environmentsFile = join(import.meta.dirname, 'environments.json');

type Described = Omit<Environment, 'name'>;
type Read = { readonly environments: readonly Environment[] } | { readonly findings: readonly EnvironmentFinding[] };

let compiled: ValidateFunction<Record<string, Described | string>> | undefined;

function validator() {
  compiled ??= new Ajv2020({ allErrors: true, strict: true }).compile<Record<string, Described | string>>(schema);
  return compiled;
}

function findingOf(document: JsonDocument, { instancePath, message, params, keyword }: ErrorObject) {
  const path: JsonPath = fromPointer(instancePath).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const named = keyword === 'additionalProperties' ? `: ${String(params['additionalProperty'])}` : '';
  const allowed = keyword === 'enum' ? `: ${JSON.stringify(params['allowedValues'])}` : '';
  return findings.shape(document.placeOf(path), path.join('.'), `what ${message ?? keyword}${named}${allowed}`);
}

/** IAM checks a principal when a policy is written; of another account it would be let in by name. */
function foreignPrincipals(environment: Environment, document: JsonDocument): EnvironmentFinding[] {
  const { name, account, principals, audiences } = environment;
  const lists: [JsonPath, readonly string[]][] = [
    [[name, 'principals', 'administrators'], principals.administrators],
    [[name, 'principals', 'stewards'], principals.stewards],
    [[name, 'principals', 'uploaders'], principals.uploaders],
    ...Object.entries(audiences).map(([audience, one]): [JsonPath, readonly string[]] => [
      [name, 'audiences', audience, 'principals'],
      one.principals,
    ]),
  ];
  return lists.flatMap(([path, arns]) =>
    arns.flatMap((arn, index) =>
      arn.split(':')[4] === account
        ? []
        : [findings.foreignPrincipal(document.placeOf([...path, index]), arn, account)],
    ),
  );
}

/**
 * Reads environments from JSON text.
 * @param file as findings show it
 * @returns the environments in the file's order, or all that is wrong with them
 */
export function parseEnvironments(text: string, file: string): Read {
  const parsed = parseJsonDocument(text, file);
  if ('findings' in parsed) {
    return { findings: parsed.findings.map(({ place, expected, got }) => findings.syntax(place, expected, got)) };
  }
  const { document } = parsed;
  const validate = validator();
  const { value } = document;
  if (!validate(value)) return { findings: (validate.errors ?? []).map((error) => findingOf(document, error)) };
  const environments = Object.entries(value).flatMap(([name, one]) =>
    typeof one === 'string' ? [] : [{ name, ...one } satisfies Environment],
  );
  const found = environments.flatMap((environment) => foreignPrincipals(environment, document));
  return found.length > 0 ? { findings: found } : { environments };
}

/** Reads a file of environments. @param file absolute, or relative to the working directory */
export function readEnvironments(file: string = environmentsFile): Read {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { findings: [findings.unreadable({ file }, String(error.code))] };
  }
  return parseEnvironments(text, file);
}
