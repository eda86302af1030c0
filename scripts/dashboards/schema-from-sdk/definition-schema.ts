import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import type { JsonSchema } from '../shape/json-schema.ts';
import type { Limit, LimitTable } from './limit-table.ts';
import { plainText } from './plain-text.ts';

/** AWS ends the documentation of a structure with this sentence where exactly one member may be set. */
const unionPhrase = 'union type structure';

/**
 * Documented as unions, but definitions that QuickSight itself exports set several members, so these stay plain structures.
 * The API accepts them: `SelectedFieldOptions` beside an empty `SelectedFields`.
 */
const unionsOnPaper: ReadonlySet<string> = new Set(['FilterOperationSelectedFieldsConfiguration']);

/**
 * The JSON Schema of structures of QuickSight's API, from the type declarations of the installed SDK.
 * A Date is text or a number in JSON. The SDK's declarations hold no lengths, ranges or patterns: those are the table's.
 * @param roots names of exported interfaces, such as DashboardVersionDefinition; the first is the schema's own
 * @returns a schema whose $defs are the interfaces and enums that the roots reach, by name, sorted
 * @throws RangeError when the SDK has no such interface, or holds a type that JSON can't
 */
export function definitionSchema(
  roots: readonly [string, ...string[]],
  limits: LimitTable,
  sdk: Sdk = loadSdk(),
): JsonSchema {
  const [root] = roots;
  const { program, entry, version } = sdk;
  const checker = program.getTypeChecker();
  const defs = new Map<string, JsonSchema>();
  const pending: { name: string; type: ts.Type }[] = [];

  const reference = (name: string, type: ts.Type): JsonSchema => {
    if (!defs.has(name)) {
      defs.set(name, {});
      pending.push({ name, type });
    }
    return { $ref: `#/$defs/${name}` };
  };

  const schemaOfNode = (node: ts.TypeNode): JsonSchema => {
    if (ts.isUnionTypeNode(node)) {
      const [only, ...rest] = node.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword);
      if (only !== undefined && rest.length === 0) return schemaOfNode(only);
    }
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: schemaOfNode(node.elementType) };
    if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { type: 'number' };
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
    if (ts.isTypeReferenceNode(node)) return schemaOfReference(node);
    throw new RangeError(`${root}: expected a type that JSON can hold, got ${node.getText()}`);
  };

  const schemaOfReference = (node: ts.TypeReferenceNode): JsonSchema => {
    const name = node.typeName.getText();
    if (name === 'Date') return { type: ['string', 'number'] };
    const value = name === 'Record' ? node.typeArguments?.[1] : undefined;
    if (value !== undefined) return { type: 'object', additionalProperties: schemaOfNode(value) };
    return reference(name, checker.getTypeFromTypeNode(node));
  };

  const enumOf = (type: ts.Type): string[] =>
    (type.isUnion() ? type.types : [type]).flatMap((part) => (part.isStringLiteral() ? [part.value] : []));

  const describe = (symbol: ts.Symbol | undefined): { description?: string } => {
    const text = plainText(ts.displayPartsToString(symbol?.getDocumentationComment(checker)));
    return text === '' ? {} : { description: text };
  };

  const isRequired = (member: ts.Symbol): boolean => (member.flags & ts.SymbolFlags.Optional) === 0;

  /** A union that the SDK declares as a TypeScript union: each variant requires the one member that it sets. */
  const taggedUnion = (type: ts.UnionType): JsonSchema => ({
    ...describe(type.aliasSymbol),
    type: 'object',
    properties: Object.fromEntries(
      type.types
        .flatMap((variant) => variant.getProperties().filter(isRequired))
        .filter((member) => member.name !== '$unknown')
        .map((member) => [member.name, memberSchema(member, type.aliasSymbol?.name ?? '')]),
    ),
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  });

  const structure = (name: string, type: ts.Type): JsonSchema => {
    if (type.isUnion()) return taggedUnion(type);
    const members = type.getProperties();
    const description = describe(type.getSymbol());
    const union =
      description.description?.includes(unionPhrase) === true && members.length > 0 && !unionsOnPaper.has(name);
    const required = members.filter(isRequired);
    return {
      ...description,
      type: 'object',
      properties: Object.fromEntries(members.map((member) => [member.name, memberSchema(member, name)])),
      ...(required.length > 0 && !union ? { required: required.map((member) => member.name) } : {}),
      ...(union ? { minProperties: 1, maxProperties: 1 } : {}),
      additionalProperties: false,
    };
  };

  const memberSchema = (member: ts.Symbol, of: string): JsonSchema => {
    const declaration = member.valueDeclaration;
    if (declaration === undefined || !ts.isPropertySignature(declaration) || declaration.type === undefined) {
      throw new RangeError(`${root}: expected a property with a type, got ${member.name}`);
    }
    const limit = limits.structures[of]?.[member.name];
    return { ...describe(member), ...limited(schemaOfNode(declaration.type), limit) };
  };

  const exported = checker.getExportsOfModule(entry);
  for (const name of roots) {
    const start = exported.find((symbol) => symbol.name === name);
    if (start === undefined) throw new RangeError(`expected an interface of @aws-sdk/client-quicksight, got ${name}`);
    reference(name, checker.getDeclaredTypeOfSymbol(start));
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const members = enumOf(next.type);
    defs.set(next.name, members.length > 0 ? { type: 'string', enum: members } : structure(next.name, next.type));
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: root,
    description: `Made by scripts/dashboards/schema-from-sdk from @aws-sdk/client-quicksight ${version}. Not edited by hand.`,
    $ref: `#/$defs/${root}`,
    $defs: Object.fromEntries([...defs].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** A member's schema with its limits; an enum has none, and a reference to a structure neither. */
function limited(schema: JsonSchema, limit: Limit | undefined): JsonSchema {
  if (limit === undefined || schema.$ref !== undefined) return schema;
  const { items, ...own } = limit;
  return {
    ...schema,
    ...own,
    ...(schema.items === undefined ? {} : { items: limited(schema.items, items) }),
    ...(typeof schema.additionalProperties === 'object'
      ? { additionalProperties: limited(schema.additionalProperties, items) }
      : {}),
  };
}

/** The SDK's type declarations, read. */
export interface Sdk {
  readonly program: ts.Program;
  readonly entry: ts.Symbol;
  readonly version: string;
}

/** Reads the declarations of the installed SDK: 3 s. */
export function loadSdk(): Sdk {
  const manifest = createRequire(import.meta.url).resolve('@aws-sdk/client-quicksight/package.json');
  const declarations = path.join(path.dirname(manifest), 'dist-types/index.d.ts');
  const program = ts.createProgram([declarations], {
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const file = program.getSourceFile(declarations);
  const entry = file === undefined ? undefined : program.getTypeChecker().getSymbolAtLocation(file);
  if (entry === undefined) throw new RangeError(`expected the SDK's type declarations, got nothing at ${declarations}`);
  const { version } = createRequire(import.meta.url)(manifest);
  return { program, entry, version };
}
