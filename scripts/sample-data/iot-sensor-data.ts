import { berlinOffset, day, daysFrom, hour, minute, utcParts } from './calendar.ts';
import { csvLine, type DataFile, type Fault, textFile, writeRows } from './data-file.ts';
import type { Random } from './random.ts';
import { failureStart, measure, type Sensor, sensors } from './sensor-climate.ts';

interface Reading {
  readonly sensor: Sensor;
  readonly instant: number;
  readonly temperature: string;
  readonly humidity: string;
  readonly battery: string;
}

const every = 15 * minute;
/** The gateway was off: nothing came from any sensor. */
const outage = [Date.UTC(2026, 9, 29, 3), Date.UTC(2026, 9, 29, 4, 30)] as const;
/** cold-02's probe falls silent. */
const silence = Date.UTC(2026, 9, 30, 9, 40);
/** This day was sent again from a spreadsheet: byte order mark, CRLF, and headings for people. */
const spreadsheetDay = '2026-10-22';
const headings = {
  plain: ['sensor_id', 'timestamp', 'temperature', 'humidity', 'battery'],
  spreadsheet: ['Sensor ID', 'Timestamp', 'Temperature (°C)', 'Humidity (%)', 'Battery (V)'],
};

/** Each device writes time in its own way; greenhouse-02's gateway gives local time without a zone. */
function timestamp({ sensor, instant }: Reading): string {
  const local = utcParts(instant + berlinOffset(instant) * hour);
  if (sensor.id === 'greenhouse-02') return `${local.date} ${local.time}`;
  if (sensor.id === 'roof-01') return `${local.date}T${local.time}+0${berlinOffset(instant)}:00`;
  const utc = utcParts(instant);
  return `${utc.date}T${utc.time}Z`;
}

/** server-02's firmware writes a decimal comma. */
const decimal = (value: number, digits: number, sensor: Sensor): string =>
  sensor.id === 'server-02' ? value.toFixed(digits).replace('.', ',') : value.toFixed(digits);

const fields = (reading: Reading): string[] => [
  reading.sensor.id,
  timestamp(reading),
  reading.temperature,
  reading.humidity,
  reading.battery,
];
const write = (reading: Reading): string => csvLine(fields(reading));

const faults: readonly Fault<Reading>[] = [
  { kind: 'power-on value', times: [0, 2], write: (reading) => write({ ...reading, temperature: '85.0' }) },
  { kind: 'humidity over 100', times: [0, 2], write: (reading) => write({ ...reading, humidity: '127.5' }) },
  { kind: 'sent twice', times: [1, 3], write: (reading) => `${write(reading)}\n${write(reading)}` },
  { kind: 'line cut off', times: [0, 1], write: (reading) => write(reading).slice(0, reading.sensor.id.length + 12) },
  {
    kind: 'clock reset',
    times: [0, 1],
    write: (reading) => write(reading).replace(timestamp(reading), '0000-00-00 00:00:00'),
  },
  { kind: 'field too many', times: [0, 1], write: (reading) => `${write(reading)},ok` },
  {
    kind: 'sensor id by hand',
    times: [0, 1],
    write: (reading) => write(reading).replace(reading.sensor.id, reading.sensor.id.toUpperCase().replace('-', ' ')),
  },
];

function readings(start: number, random: Random): Reading[] {
  const gaps = new Map(
    sensors.map(({ id }) => {
      const from = start + random.integer(0, 95) * every;
      const length = random.chance(0.15) ? random.integer(2, 8) * every : 0;
      return [id, { from, to: from + length }] as const;
    }),
  );
  const rows: Reading[] = [];
  for (let instant = start; instant < start + day; instant += every) {
    for (const sensor of sensors) {
      const measured = measure(sensor, instant, random);
      const noReading = missing(sensor, instant, random);
      const noHumidity = random.chance(0.003);
      const gap = gaps.get(sensor.id);
      if (gap !== undefined && instant >= gap.from && instant < gap.to) continue;
      if (instant >= outage[0] && instant < outage[1]) continue;
      if (sensor.id === 'cold-02' && instant >= silence) continue;
      const battery = measured.battery;
      rows.push({
        sensor,
        instant,
        temperature: noReading ?? decimal(measured.temperature, 1, sensor),
        humidity: noHumidity ? '-999' : decimal(measured.humidity, 1, sensor),
        battery: battery === undefined ? '' : decimal(battery, 2, sensor),
      });
    }
  }
  return rows;
}

/** What a sensor writes instead of a temperature, if it has none. */
function missing(sensor: Sensor, instant: number, random: Random): string | undefined {
  const failing = sensor.id === 'cold-02' ? Math.max(0, (instant - failureStart) / (6 * day)) : 0;
  if (!random.chance(0.004 + failing)) return undefined;
  return random.weighted([
    ['-999', 6],
    ['-999.0', 3],
    ['ERR', 2],
    ['NaN', 1],
  ]);
}

/** datasets/iot_sensor_data: a file a UTC day, 19 October to 1 November 2026; eight sensors, a reading each quarter of an hour. */
export function iotSensorData(random: Random): DataFile[] {
  return daysFrom('2026-10-19', 14).map((start) => {
    const { date } = utcParts(start);
    const byHand = date === spreadsheetDay;
    const lines = writeRows(readings(start, random), write, faults, random);
    const text = [csvLine(byHand ? headings.spreadsheet : headings.plain), ...lines];
    const physical = text.flatMap((line) => line.split('\n'));
    return textFile(`iot_sensor_data/${date}.csv`, physical, byHand ? { end: '\r\n', bom: true } : {});
  });
}
