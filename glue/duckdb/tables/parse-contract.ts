import type { ErrorObject } from 'ajv/dist/2020.js';
import { parseColumnType } from '../../../lambda/schema/column-type.ts';
import { type Finding, quote } from '../../../lambda/schema/finding.ts';
import { type JsonDocument, type JsonPath, parseJsonDocument } from '../../../lambda/schema/json-document.ts';
import { didYouMean } from '../did-you-mean.ts';
import { findings, type TableFinding } from '../findings.ts';
import contractSchema from '../table.schema.json' with { type: 'json' };
import type { Table, TableColumn } from '../table.ts';
import { checkContract } from './check-contract.ts';
import type { ContractJson } from './contract-json.ts';

/** table.json, read and checked. */
export type Contract = Pick<Table, 'title' | 'description' | 'owner' | 'columns' | 'key' | 'partitions'>;

/**
 * Reads a table.json.
 * @param file the path that findings name
 */
export async function parseContract(
  text: string,
  file: string,
): Promise<{ readonly contract: Contract | undefined; readonly findings: readonly Finding[] }> {
  const read = parseJsonDocument(text, file);
  if ('findings' in read) return { contract: undefined, findings: read.findings };
  const { document } = read;
  const { value } = document;
  const validate = await contractValidator();
  if (!validate(value)) {
    return { contract: undefined, findings: (validate.errors ?? []).map((problem) => shapeFinding(problem, document)) };
  }
  const found = checkContract(value, document);
  return { contract: found.length === 0 ? toContract(value) : undefined, findings: found };
}

type Validator = ((value: unknown) => value is ContractJson) & { errors?: ErrorObject[] | null };
let validator: Promise<Validator> | undefined;

/** Compiled once, and only when a table.json is read. */
function contractValidator(): Promise<Validator> {
  validator ??= import('ajv/dist/2020.js').then(({ Ajv2020 }) =>
    new Ajv2020({ allErrors: true, strict: true, verbose: true }).compile<ContractJson>(contractSchema),
  );
  return validator;
}

function toContract(json: ContractJson): Contract {
  return {
    title: json.title,
    description: json.description,
    owner: json.owner,
    columns: json.columns.flatMap((column): TableColumn[] => {
      const type = parseColumnType(column.type);
      if (type === undefined) return [];
      return [
        { name: column.name, type, nullable: column.nullable, description: column.description, unit: column.unit },
      ];
    }),
    key: json.key,
    partitions: json.partitions ?? [],
  };
}

function shapeFinding(problem: ErrorObject, document: JsonDocument): TableFinding {
  const pointer = problem.instancePath;
  const path: JsonPath = pointer.split('/').slice(1);
  const place = document.placeOf(path);
  const subject = pointer === '' ? 'table.json' : pointer.slice(1).replaceAll('/', '.');
  const value = problem.data;
  const shown = typeof value === 'string' ? quote(value) : quote(JSON.stringify(value) ?? 'nothing');
  if (problem.keyword === 'pattern' && pointer.endsWith('/type')) {
    return findings.contractTypeUnknown(place, subject, String(value));
  }
  if (problem.keyword === 'additionalProperties') {
    const key = String(problem.params['additionalProperty']);
    const known = Object.keys(Object(problem.parentSchema?.['properties']));
    const at = document.placeOfKey([...path, key]);
    return findings.contractShape(
      at,
      subject,
      `only the keys ${known.join(', ')}`,
      quote(key),
      didYouMean(key, known, 'remove it'),
    );
  }
  if (problem.keyword === 'required') {
    const key = String(problem.params['missingProperty']);
    return findings.contractShape(place, subject, `the key ${quote(key)}`, 'none', 'add it');
  }
  return findings.contractShape(place, subject, wording(problem), shown, 'mend it');
}

function wording(problem: ErrorObject): string {
  switch (problem.keyword) {
    case 'pattern':
      return 'a snake_case name of a-z, 0-9 and _ that begins with a letter, at most 64 characters';
    case 'enum':
      return `one of ${JSON.stringify(problem.params['allowedValues'])}`;
    case 'type':
      return `a value of type ${String(problem.params['type'])}`;
    case 'minItems':
      return 'at least one item';
    case 'minLength':
      return 'a text that is not empty';
    case 'uniqueItems':
      return 'each item once';
    default:
      return problem.message ?? problem.keyword;
  }
}
