import process from 'node:process';
import { judgeFormulas } from '../../formula/judge-formulas.ts';
import { exampleScope } from '../../formula/testing/example-scope.ts';
import { readUses } from '../../formula/testing/read-uses.ts';

/** Processor time of judging some calculated fields of one data set, in milliseconds. */
export interface JudgingTimes {
  readonly characters: number;
  /** In a process that has judged nothing before, its modules loaded. */
  readonly first: number;
  /** Median of the rounds that follow. */
  readonly later: number;
}

/** As a program: judges as many formulas as its argument says, and prints `JudgingTimes` as JSON. */
export function judgeMany(count: number, rounds = 15): JudgingTimes {
  const texts = [...readUses().values()].flatMap(({ accepted }) => accepted);
  // Every tenth reads the field before it, so that there is an order to find.
  const formulas = Array.from({ length: count }, (_, index) => ({
    name: `Field ${index}`,
    text: index % 10 === 9 ? `isNull({Field ${index - 1}})` : (texts[index % texts.length] ?? ''),
  }));
  const times = Array.from({ length: rounds + 1 }, () => {
    const before = process.cpuUsage();
    judgeFormulas(formulas, exampleScope);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  const [first = Number.NaN, ...rest] = times;
  const later = rest.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
  return { characters: formulas.reduce((sum, { text }) => sum + text.length, 0), first, later };
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(JSON.stringify(judgeMany(Number(process.argv[2]))));
}
