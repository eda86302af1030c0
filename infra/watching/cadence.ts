/** CloudWatch looks back for a week at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html */
const longestDays = 7;

const daysOf = { Y: 365, M: 30, W: 7, D: 1 } as const;

/**
 * Days without data after which an alarm rings, for a schema's `freshness`: one more than promised, since a promise of a day may be
 * kept at any hour of it.
 * @param freshness ISO 8601 duration, such as P1D or PT6H
 * @returns undefined for longer cadences than CloudWatch can watch: the table `pipeline_files` shows those
 */
export function cadenceAlarmDays(freshness: string): number | undefined {
  const [date = '', time] = freshness.slice(1).split('T');
  const whole = [...date.matchAll(/(\d+)([YMWD])/g)].reduce((sum, [, count, unit]) => {
    const days = unit === 'Y' || unit === 'M' || unit === 'W' || unit === 'D' ? daysOf[unit] : 0;
    return sum + Number(count) * days;
  }, 0);
  const hours = [...(time ?? '').matchAll(/(\d+)([HMS])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unit === 'H' ? 1 : unit === 'M' ? 1 / 60 : 1 / 3600),
    0,
  );
  const promised = whole + Math.ceil(hours / 24);
  return promised > longestDays ? undefined : Math.min(longestDays, promised + 1);
}
