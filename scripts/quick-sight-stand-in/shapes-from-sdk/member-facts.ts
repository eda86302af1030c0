import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

/** What the SDK knows at run time of its shapes lacks two things, which its declarations have. */
export interface MemberFacts {
  /** `Structure.Member` to the name of the enum that the member (or each item or value of it) is of. */
  readonly enums: Readonly<Record<string, string>>;
  /** Structures of which exactly one member may be set. */
  readonly unions: readonly string[];
}

/** AWS ends the documentation of a structure with this sentence where exactly one member may be set. */
const unionPhrase = /union\s+type\s+structure/;

/** Documented as unions, but the service takes several members of the first, and the second has none. */
const unionsOnPaper: ReadonlySet<string> = new Set([
  'FilterOperationSelectedFieldsConfiguration',
  'AllSheetsFilterScopeConfiguration',
]);

/**
 * Reads the type declarations of the installed `@aws-sdk/client-quicksight`.
 * @throws RangeError when there are none
 */
export function memberFacts(): MemberFacts {
  const manifest = createRequire(import.meta.url).resolve('@aws-sdk/client-quicksight/package.json');
  const folder = path.join(path.dirname(manifest), 'dist-types/models');
  const files = readdirSync(folder).filter((name) => /^(enums|models_\d+)\.d\.ts$/.test(name));
  const sources = files.map((name) =>
    ts.createSourceFile(name, readFileSync(path.join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const enumNames = new Set(sources.flatMap((source) => source.statements.flatMap(declaredConstant)));
  if (enumNames.size === 0) throw new RangeError(`${folder}: expected the SDK's enums, got none`);
  const interfaces = sources.flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration));
  const enums = interfaces.flatMap((declared) =>
    declared.members.filter(ts.isPropertySignature).flatMap((member) => {
      const name = referenceIn(member.type);
      if (name === undefined || !enumNames.has(name)) return [];
      return [[`${declared.name.text}.${member.name.getText()}`, name] as const];
    }),
  );
  const unions = interfaces
    .filter((declared) => unionPhrase.test(documentation(declared)) && !unionsOnPaper.has(declared.name.text))
    .map((declared) => declared.name.text);
  return { enums: Object.fromEntries(enums.sort(([one], [other]) => (one < other ? -1 : 1))), unions: unions.sort() };
}

function declaredConstant(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
}

/** `X | undefined`, `X[]` and `Record<string, X>` name X. */
function referenceIn(node: ts.TypeNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isUnionTypeNode(node)) {
    return referenceIn(node.types.find((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword));
  }
  if (ts.isArrayTypeNode(node)) return referenceIn(node.elementType);
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const name = node.typeName.getText();
  return name === 'Record' ? referenceIn(node.typeArguments?.[1]) : name;
}

const documentation = (node: ts.InterfaceDeclaration): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => comment.getText().replaceAll(/\s*\*\s*/g, ' '))
    .join(' ');
