import { problems, SqlRefusal } from './findings.ts';
import type { Expression } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `a`, `t.a`, `t.a.b` and `t.*`. */
export function parseColumn(cursor: TokenCursor): Expression {
  const { at } = cursor;
  // Before a dot every word is a name, `window.start` too.
  const path = [
    cursor.peek().kind === 'word' && cursor.peek(1).value === '.' ? cursor.next().value : cursor.name('an expression'),
  ];
  while (cursor.sees('.')) {
    cursor.next();
    if (cursor.takes('*')) {
      if (path.length > 1)
        throw new SqlRefusal(problems.construct(at, `${path.join('.')}.*`, 'name the fields one by one'));
      return { kind: 'star', at, table: path[0] };
    }
    path.push(fieldName(cursor));
  }
  return { kind: 'column', at, path };
}

/** After a dot every word is a name. */
function fieldName(cursor: TokenCursor): string {
  const token = cursor.next();
  if (token.kind === 'word' || token.kind === 'name') return token.value;
  throw new SqlRefusal(problems.syntax(token.at, 'the name of a column or field', token.value));
}
