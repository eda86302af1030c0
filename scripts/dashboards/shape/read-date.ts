const shape =
  /^(\d{4}(-|\/)\d{2}\2\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * A date as a definition's JSON may have it. JavaScript's own reader takes more, and reads 01.02.2024 as the 2nd of January.
 * @param given ISO 8601 text of a day, or of a day and a time, which is UTC where it names no zone (a blank for the T as in RFC 3339, slashes
 * for the hyphens, as the AWS command line takes them);
 * or seconds since 1970, as the AWS command line prints them
 * @returns to the millisecond; undefined for anything else
 */
export function readDate(given: string | number): Date | undefined {
  if (typeof given === 'number') return real(new Date(given * 1000));
  const [, date, , hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = shape.exec(given) ?? [];
  if (date === undefined || Number(hour) > 23) return undefined;
  const day = date.replaceAll('/', '-');
  // 30 February would be read as 1 March.
  if (
    real(new Date(`${day}T00:00:00Z`))
      ?.toISOString()
      .startsWith(day) !== true
  )
    return undefined;
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}`;
  return real(new Date(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`));
}

const real = (date: Date): Date | undefined => (Number.isNaN(date.getTime()) ? undefined : date);
