import type { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { boundErrors, createAjv, metaSchemaId } from '../../lambda/schema/record-ajv.ts';

/** What the code asks for by `require`, and what it gets by import. Of a CommonJS module with a `default` Node imports the module, others the `default`. */
const imports: readonly (readonly [required: string, name: string, module: string])[] = [
  [
    'require("ajv/dist/runtime/equal").default',
    '(equal.default ?? equal)',
    "import equal from 'ajv/dist/runtime/equal.js';",
  ],
  [
    'require("ajv/dist/runtime/ucs2length").default',
    '(ucs2length.default ?? ucs2length)',
    "import ucs2length from 'ajv/dist/runtime/ucs2length.js';",
  ],
];

/** The code of the meta-schema's validator as ajv's standalone mode writes it. */
function standaloneCode(ajv: Ajv2020): string {
  const validate = ajv.getSchema(metaSchemaId);
  if (validate === undefined) throw new TypeError(`ajv does not know ${metaSchemaId}`);
  return standalone.default(ajv, validate);
}

/**
 * The TypeScript module that judges schemas by the meta-schema, without compiling it in each process: that takes ajv longer than all else that a small
 * command does.
 * @throws TypeError where a new ajv writes code that needs more than is known here
 * @see https://ajv.js.org/standalone.html
 */
export function metaSchemaModule(): string {
  let code = standaloneCode(createAjv({ source: true, esm: true }));
  for (const [required, name] of imports) code = code.replaceAll(required, name);
  code = code.replace('"use strict";', '').replace('export const validate = validate0;export default validate0;', '');
  code = boundErrors(code);
  const left = /\brequire\(|\bexport\b/.exec(code.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));
  if (left !== null) throw new TypeError(`ajv's standalone code: expected no ${left[0]}; see scripts/meta-schema`);
  return `// @ts-nocheck
/** Compiled from lambda/schema/dataset.schema.json by scripts/meta-schema/main.ts: ajv's standalone code. */
${imports.map(([, , line]) => line).join('\n')}
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { ajvPattern } from './pattern/ajv-pattern.ts';
${code}
export const validateByMetaSchema: ValidateFunction = validate0;
`;
}
