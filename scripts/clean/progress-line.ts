import { displayWidth } from '../cli/text-table.ts';

const barWidth = 24;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Where it stands. */
export interface Standing {
  readonly file: string;
  /** 1-based. */
  readonly number: number;
  readonly files: number;
  readonly bytes: number;
  /** Bytes of all files; undefined when that of one is not known. */
  readonly allBytes: number | undefined;
  readonly rows: number;
  readonly seconds: number;
}

function bar(share: number): string {
  const cells = Math.min(barWidth, share * barWidth);
  const whole = Math.floor(cells);
  const full = '█'.repeat(whole) + (eighths[Math.floor((cells - whole) * 8)] ?? '');
  return full.padEnd(barWidth, '░');
}

/** `0:07`, `12:30`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The text from its end, as wide as fits. */
function cutStart(text: string, width: number): string {
  let cut = text;
  while (cut !== '' && displayWidth(cut) > width) cut = Array.from(cut).slice(1).join('');
  return cut;
}

/** What is told, each with its rank: the higher, the sooner it is left out. */
function figuresOf({ bytes, allBytes, rows, seconds }: Standing): { text: string; rank: number }[] {
  const share = shareOf(bytes, allBytes);
  const percent = share === undefined ? `${(bytes / 1e6).toFixed(0)} MB` : `${Math.floor(share * 100)} %`;
  const speed = seconds > 0 ? `${(bytes / 1e6 / seconds).toFixed(0)} MB/s` : '';
  const left = share === undefined || share < 0.01 ? '' : `${clockText((seconds * (1 - share)) / share)} left`;
  return [
    { text: percent, rank: 0 },
    { text: speed, rank: 5 },
    { text: rows > 0 ? `${rows.toLocaleString('en')} rows` : '', rank: 6 },
    { text: left, rank: 3 },
  ].filter(({ text }) => text !== '');
}

function shareOf(bytes: number, allBytes: number | undefined): number | undefined {
  return allBytes === undefined || allBytes === 0 ? undefined : Math.min(1, bytes / allBytes);
}

/** The same in words, for a log. */
export function plainProgressLine(standing: Standing): string {
  const { file, number, files } = standing;
  return [files > 1 ? `${file} (${number} of ${files})` : file, ...figuresOf(standing).map(({ text }) => text)].join(
    ', ',
  );
}

/**
 * The line of the bar. What has no room is left out: first the rows, then the speed, the bar, the time left, the file's beginning.
 * @param width of the terminal, in cells
 */
export function progressLine(standing: Standing, width: number): string {
  const { file, number, files, bytes, allBytes } = standing;
  const share = shareOf(bytes, allBytes);
  const parts = [
    ...(files > 1 ? [{ text: `${number} of ${files}`, rank: 1 }] : []),
    ...(share === undefined ? [] : [{ text: bar(share), rank: 4 }]),
    ...figuresOf(standing),
  ];
  const lineOf = (most: number): string => parts.flatMap(({ text, rank }) => (rank <= most ? [text] : [])).join('  ');
  const shortest = Math.min(displayWidth(file), 12);
  for (let most = 6; most >= 0; most--) {
    const room = width - displayWidth(lineOf(most)) - 2;
    if (room >= shortest) return `${cutStart(file, room)}  ${lineOf(most)}`;
  }
  return lineOf(0).slice(0, width);
}
