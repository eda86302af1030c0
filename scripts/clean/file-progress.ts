import { colour } from '../cli/colour.ts';
import type { Effects } from '../cli/effects.ts';
import { printable } from '../cli/printable.ts';
import { plainProgressLine, progressLine } from './progress-line.ts';

/** Shows how far the cleaning of some files is: a bar on a terminal, elsewhere a line now and then where it takes long. */
export interface FileProgress {
  /** The next file begins. */
  begin(file: string): void;
  /** So many more bytes of it were read. */
  read(bytes: number): void;
  /** It is at this row. */
  row(row: number): void;
  /** The file is done. */
  end(): void;
  /** Removes the bar, so that other lines can be written. */
  clear(): void;
}

/** Milliseconds between two pictures of the bar, and between two lines where there is no terminal. */
const pace = { terminal: 100, plain: 10_000 };
/**
 * @param effects progress goes to its stderr, so that results on stdout can be piped
 * @param allBytes of all files together; undefined: not known
 */
export function createFileProgress(effects: Effects, files: number, allBytes: number | undefined): FileProgress {
  const { stderr, now } = effects;
  const terminal = stderr.isTTY === true;
  const began = now().getTime();
  let drawn = began;
  let shown = false;
  let [file, number, bytes, rowsBefore, rows] = ['', 0, 0, 0, 0];

  function draw(): void {
    const at = now().getTime();
    if (at - drawn < (terminal ? pace.terminal : pace.plain)) return;
    drawn = at;
    const standing = {
      file: printable(file),
      number,
      files,
      bytes,
      allBytes,
      rows: rowsBefore + rows,
      seconds: (at - began) / 1000,
    };
    if (terminal)
      stderr.write(`\r\u001b[2K${colour('dim', progressLine(standing, (stderr.columns ?? 80) - 1), effects)}`);
    else stderr.write(`${plainProgressLine(standing)}\n`);
    shown = terminal;
  }
  return {
    begin(name) {
      file = name;
      number++;
      draw();
    },
    read(more) {
      bytes += more;
      draw();
    },
    row(row) {
      rows = row;
    },
    end() {
      rowsBefore += rows;
      rows = 0;
    },
    clear() {
      if (shown) stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
