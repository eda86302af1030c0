/*
 * Words of headers are foreign text, and `constructor` is one of them: they are looked up in maps, never as properties of an object.
 */

/** Units by the last word of a column's name. */
const units = new Map(
  Object.entries({
    kg: 'kg',
    g: 'g',
    mg: 'mg',
    t: 't',
    lb: 'lb',
    lbs: 'lb',
    oz: 'oz',
    km: 'km',
    m: 'm',
    cm: 'cm',
    mm: 'mm',
    ft: 'ft',
    feet: 'ft',
    inches: 'in',
    mi: 'mi',
    miles: 'mi',
    kmh: 'km/h',
    kph: 'km/h',
    mph: 'mph',
    kt: 'kt',
    knots: 'kt',
    ms: 'ms',
    s: 's',
    sec: 's',
    secs: 's',
    seconds: 's',
    min: 'min',
    mins: 'min',
    minutes: 'min',
    hrs: 'h',
    hours: 'h',
    days: 'd',
    kwh: 'kWh',
    mwh: 'MWh',
    gwh: 'GWh',
    twh: 'TWh',
    kw: 'kW',
    mw: 'MW',
    gw: 'GW',
    w: 'W',
    watts: 'W',
    v: 'V',
    volts: 'V',
    hz: 'Hz',
    mhz: 'MHz',
    ghz: 'GHz',
    hpa: 'hPa',
    kpa: 'kPa',
    mbar: 'mbar',
    psi: 'psi',
    db: 'dB',
    ppm: 'ppm',
    ppb: 'ppb',
    lux: 'lx',
    rpm: 'rpm',
    hp: 'hp',
    mpg: 'mpg',
    cc: 'cm³',
    ml: 'mL',
    kb: 'kB',
    mb: 'MB',
    gb: 'GB',
    tb: 'TB',
    bytes: 'B',
    kcal: 'kcal',
    cal: 'cal',
    usd: 'USD',
    eur: 'EUR',
    gbp: 'GBP',
    chf: 'CHF',
    jpy: 'JPY',
    inr: 'INR',
    cad: 'CAD',
    aud: 'AUD',
    dollars: 'USD',
    euros: 'EUR',
    cents: 'ct',
    pct: '%',
    percent: '%',
    percentage: '%',
    perc: '%',
    deg: '°',
    degrees: '°',
  }),
);
/** Words of one letter mean too much to stand for a unit alone, as in `vitamin_c`: the words before must speak of what they measure. */
const measured = new Map(
  Object.entries({
    c: { unit: '°C', words: /temp|dew|heat|feels|air|water|sst/ },
    f: { unit: '°F', words: /temp|dew|heat|feels|air|water/ },
    k: { unit: 'K', words: /temp/ },
    g: { unit: 'g', words: /weight|mass|fat|protein|sugar|fib|carb|sodium|size/ },
    m: { unit: 'm', words: /height|depth|length|width|distance|elev|altitude|radius|alt|dist/ },
    t: { unit: 't', words: /weight|mass|cargo|load/ },
    s: { unit: 's', words: /time|duration|latency|elapsed|delay|age|interval|lap/ },
    h: { unit: 'h', words: /time|duration|delay/ },
    w: { unit: 'W', words: /power|load/ },
    v: { unit: 'V', words: /volt|battery|supply/ },
    a: { unit: 'A', words: /current|amp/ },
    mb: { unit: 'MB', words: /size|file|memory|data|disk|download|upload/ },
    min: { unit: 'min', words: /time|duration|running|length|runtime|delay|wait|air/ },
    in: { unit: 'in', words: /height|width|length|depth|size|rain|precip|snow/ },
    mm: { unit: 'mm', words: /length|width|depth|height|rain|precip|diameter|size|bill|flipper|snow|prcp/ },
  }),
);

const currencies = new Map(Object.entries({ $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' }));

/** Codes of ISO 4217 that stand beside amounts most often. */
const codes: ReadonlySet<string> = new Set(
  'USD EUR GBP JPY CHF CNY INR AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY RUB UAH ILS ZAR BRL MXN ARS CLP COP PEN KRW SGD HKD TWD THB MYR IDR PHP VND AED SAR QAR EGP NGN KES MAD'.split(
    ' ',
  ),
);

/** The ISO 4217 code that a sign mostly stands for. A dollar may be another country's. */
export const currencyOf = (sign: string): string | undefined =>
  currencies.get(sign) ?? (codes.has(sign) ? sign : undefined);

/** A unit that stands behind a number, such as kg. */
export const unitOfSuffix = (suffix: string): string | undefined => units.get(suffix.toLowerCase());

/**
 * The unit that a header names: its last word (`weight_kg`, `temp_c`), or what stands in brackets (`Power [kW]`).
 * @param name in snake_case @param header as the file has it
 */
export function unitOfName(name: string, header: string | undefined): string | undefined {
  const bracket = /[([]\s*([^()[\]]{1,12}?)\s*[)\]]\s*$/.exec(header ?? '')?.[1];
  if (bracket !== undefined) {
    const known = units.get(bracket.toLowerCase()) ?? currencyOf(bracket);
    if (known !== undefined || /^[°%]|[/²³]/.test(bracket)) return known ?? bracket;
  }
  const sign = /[$€£¥₹]/.exec(header ?? '')?.[0];
  if (sign !== undefined) return currencyOf(sign);
  const words = name.split('_');
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).join('_');
  const own = measured.get(last);
  if (own !== undefined) return own.words.test(before) ? own.unit : undefined;
  if (words.length === 1 && !/^(percent|percentage|pct|mpg|minutes|seconds|hours)$/.test(last))
    return /^(lat|latitude|lon|lng|long|longitude)$/.test(last) ? '°' : undefined;
  if (/^(lat|latitude|lon|lng|longitude)$/.test(last)) return '°';
  return units.get(last);
}
