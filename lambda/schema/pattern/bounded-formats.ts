import type { AddedFormat, FormatDefinition } from 'ajv/dist/types/index.js';
import { type BoundedExpression, compileExpression, longestNative } from './compile-expression.ts';
import { PatternError } from './pattern-error.ts';

type TextTest = (text: string) => boolean;

/**
 * RFC 4648 base64, of any line. ajv-formats has it as a function around an expression of its own, whose stack overflows on long texts.
 */
const byte = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/m;

/** An expression that is compiled when it is first asked: a process uses few formats. */
function lazyTest({ source, flags }: RegExp): TextTest {
  let compiled: BoundedExpression | undefined;
  return (text) => {
    if (compiled === undefined) {
      const made = compileExpression(source, flags);
      if ('refused' in made) throw new PatternError(source, made.refused.problem);
      compiled = made;
    }
    return compiled.test(text);
  };
}

/** Functions of ajv-formats are linear as measured, up to the length at which native expressions overflow; no longer text has the format. */
const short =
  (validate: TextTest): TextTest =>
  (text) =>
    text.length <= longestNative && validate(text);

function isTextDefinition(format: AddedFormat): format is FormatDefinition<string> {
  return typeof format === 'object' && !(format instanceof RegExp) && format.type !== 'number' && format.async !== true;
}

/**
 * Makes a format that no text can make slow.
 * @param format as ajv-formats registers it
 * @returns a format that says the same of every text of at most 1,000,000 characters
 */
export function boundedFormat(name: string, format: AddedFormat): AddedFormat {
  if (name === 'byte') return { type: 'string', validate: lazyTest(byte) };
  if (format instanceof RegExp) return { type: 'string', validate: lazyTest(format) };
  if (typeof format === 'function') return { type: 'string', validate: short(format) };
  if (!isTextDefinition(format)) return format;
  const { validate } = format;
  if (validate instanceof RegExp) return { ...format, validate: lazyTest(validate) };
  return typeof validate === 'function' ? { ...format, validate: short(validate) } : format;
}
