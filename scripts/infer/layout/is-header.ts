const number = /^[-+]?[$€£]?\d[\d.,' ]*(e[-+]?\d+)?\s?%?$/i;
const date = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8})([ T].*)?$/;
const year = /^(1[5-9]|20|21)\d\d$/;

const isTyped = (text: string): boolean => number.test(text) || date.test(text);

/** Years or ordinals in order, as headers of wide tables are: 2019, 2020, 2021. */
function isSequence(names: readonly string[]): boolean {
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const isRising = numbers.every((value, index) => index === 0 || value === (numbers[index - 1] ?? 0) + 1);
  return (
    numbers.length > 2 &&
    isRising &&
    (names.some((name) => !isTyped(name)) || numbers.every((one) => year.test(String(one))))
  );
}

/** What a column's values say of its first cell: more than 0 where it is a name, less where it is a value like them. */
function vote(name: string, values: readonly string[]): number {
  const filled = values.filter((value) => value !== '');
  if (filled.length === 0) return 0;
  const typed = filled.filter(isTyped).length / filled.length;
  if (typed > 0.8) return isTyped(name) ? -1 : name === '' ? 0 : 1;
  if (isTyped(name)) return -1;
  // Once may be chance: ID is a header and Indonesia.
  if (filled.filter((value) => value === name).length > 1) return -1;
  const lengths = new Set(filled.map(({ length }) => length));
  if (filled.length > 4 && lengths.size === 1 && !lengths.has(name.length)) return 0.5;
  return 0;
}

/** Longer names are rare, but for the questions of a survey. */
const longestName = 64;

/** Whether most of the names that are too long for names stand above shorter values, as questions do above answers; or there are none so long. */
function areQuestions(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const long = first.flatMap((name, index) => (name.length > longestName ? [{ name, index }] : []));
  const asked = long.filter(({ name, index }) => {
    const values = rows.map((row) => row[index] ?? '');
    const isQuestion = name.endsWith('?') && !values.some((value) => value.endsWith('?'));
    return isQuestion || values.every(({ length }) => length < name.length / 2);
  });
  return asked.length * 2 >= long.length;
}

/**
 * Judges whether a file's first record names its columns: its cells are text above numbers and dates, differ from each other and do not come
 * again among the values below. Where nothing tells, it does: files mostly have a header.
 * @param first fields of the first record @param rows fields of those below
 */
export function isHeader(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const names = first.filter((name) => name !== '');
  if (names.length === 0) return false;
  if (isSequence(first)) return true;
  if (names.every(isTyped)) return false;
  const votes = first.reduce(
    (sum, name, index) =>
      sum +
      vote(
        name,
        rows.map((row) => row[index] ?? ''),
      ),
    0,
  );
  if (votes !== 0) return votes > 0;
  const isWordy = names.every((name) => !/^https?:|@|\d{5,}/.test(name));
  return (
    isWordy && areQuestions(first, rows) && new Set(names.map((name) => name.toLowerCase())).size > names.length * 0.8
  );
}
