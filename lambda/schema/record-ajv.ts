import { Ajv2020, type CodeOptions, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import datasetSchema from './dataset.schema.json' with { type: 'json' };
import { isDecimal } from './decimal.ts';
import { compileDecimalKeyword } from './decimal-keyword.ts';
import { addExactKeywords } from './exact-integers.ts';
import { ajvPattern } from './pattern/ajv-pattern.ts';
import { boundedFormat } from './pattern/bounded-formats.ts';
import type { Keywords } from './subschemas.ts';

/** The `$id` of our meta-schema, which a schema's relative `$schema` stands for. */
export const metaSchemaId = datasetSchema.$id;

/** Errors of one judging that are told apart: nobody reads as many, and a record's list of a million items may have one for each. */
const mostErrors = 20_000;

/**
 * ajv's option `code.process`, which gets the code that ajv has made: past the bound, errors are counted, but stand for one and the
 * same, so that all but their count is forgotten at once.
 */
export const boundErrors = (code: string): string =>
  code.replaceAll(
    /\bvErrors\.push\((err\d+)\)/g,
    `vErrors.push(vErrors.length < ${mostErrors} ? $1 : vErrors[${mostErrors - 1}])`,
  );

/**
 * Makes an ajv: 2020-12, strict, all errors, our keyword and formats. What it compiles was judged by the meta-schema before (judge-by-meta-schema.ts), whose
 * code is made ahead: ajv would take longer to compile it than for all else of a small command.
 * @param code options for the code that it makes
 */
export function createAjv(code: Partial<CodeOptions> = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    // Names in `required` are judged by check-columns.ts, which knows where they stand.
    strictRequired: false,
    // Judged by check-keywords.ts, which matches names as data is matched: in Unicode mode and in bounded time.
    allowMatchingProperties: true,
    // 19.99 is a multiple of 0.01, though not in binary.
    multipleOfPrecision: 9,
    verbose: true,
    validateSchema: false,
    code: { regExp: ajvPattern, process: boundErrors, ...code },
  });
  formats.default(ajv, { mode: 'full' });
  for (const [name, format] of Object.entries(ajv.formats)) {
    if (format !== undefined && typeof format !== 'string') ajv.addFormat(name, boundedFormat(name, format));
  }
  ajv.addFormat('decimal', { type: 'string', validate: isDecimal });
  ajv.addMetaSchema(datasetSchema, undefined, false);
  ajv.addKeyword({
    keyword: 'x-sluice',
    schemaType: 'object',
    compile: compileDecimalKeyword,
  });
  return ajv;
}

let shared: Ajv2020 | undefined;

/** The one ajv: 2020-12, strict, all errors, our keyword and format registered. Made when it is first needed. */
export function recordAjv(): Ajv2020 {
  shared ??= createAjv();
  return shared;
}

let exact: Ajv2020 | undefined;

/** The same, but integers beyond 2^53 are judged as they are; slower, and made when the first one comes. */
function exactAjv(): Ajv2020 {
  if (exact !== undefined) return exact;
  exact = createAjv();
  addExactKeywords(exact, (schema) => {
    const validate = recordAjv().compile(schema);
    recordAjv().removeSchema(schema);
    return validate;
  });
  return exact;
}

const compiled = {
  double: new WeakMap<Keywords, ValidateFunction>(),
  exact: new WeakMap<Keywords, ValidateFunction>(),
};

/**
 * Compiles a parsed schema. Its own `$schema` may be a relative path, which ajv can't look up: the `$id` of the meta-schema
 * that the path leads to stands in for it. A record is an object, whether the schema says so or not.
 * @param integers `exact`: the validator that `judgeExactly` runs
 * @throws whatever ajv throws when the schema is not one that its strict mode takes
 */
export function compileJsonSchema(json: Keywords, integers: 'double' | 'exact' = 'double'): ValidateFunction {
  const known = compiled[integers].get(json);
  if (known !== undefined) return known;
  const ajv = integers === 'exact' ? exactAjv() : recordAjv();
  const schema = { type: 'object', ...json, $schema: metaSchemaId };
  try {
    const validate = ajv.compile(schema);
    compiled[integers].set(json, validate);
    return validate;
  } finally {
    // The instance lives as long as the process: it must not keep every schema, nor refuse an `$id` that comes again.
    ajv.removeSchema(schema);
  }
}
