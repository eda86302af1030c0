import type { Expression } from '../expression.ts';
import { wrongType } from '../formula-problem.ts';
import { judgeCall } from './judge-call.ts';
import { judgeField, judgeParameter } from './judge-name.ts';
import { judgeBinary, judgeUnary } from './judge-operator.ts';
import { type Judged, type Judgement, unknownAt, written } from './judgement.ts';

/**
 * The type and level of a part of a formula; what is wrong in it is reported to `judgement`.
 * Never throws: the depth of the tree is bounded by the parser, but for chains of operators, which are walked.
 */
export function judgeExpression(judgement: Judgement, tree: Expression): Judged {
  const { start, end } = tree;
  switch (tree.kind) {
    case 'number': {
      const type = /^\d+$/.test(tree.text) ? 'integer' : 'decimal';
      return { type, level: 'constant', literal: Number(tree.text), start, end };
    }
    case 'string':
      if (judgement.scope.numberWords?.test(tree.value) === true)
        return { type: 'unknown', level: 'constant', start, end };
      return { type: 'string', level: 'constant', literal: tree.value, start, end };
    case 'boolean':
    case 'null':
      return { type: tree.kind, level: 'constant', start, end };
    case 'field':
      return judgeField(judgement, tree);
    case 'parameter':
      return judgeParameter(judgement, tree);
    case 'unary':
      return judgeUnary(judgement, tree);
    case 'binary':
      return judgeBinary(judgement, tree);
    case 'call':
      return judgeCall(judgement, tree);
    case 'list': {
      for (const { expression } of tree.items) judgement.judge(expression);
      judgement.report(
        wrongType(tree, 'this place', 'one value', written(judgement, tree), 'lists stand in in() and in windows only'),
      );
      return unknownAt(tree);
    }
  }
}
