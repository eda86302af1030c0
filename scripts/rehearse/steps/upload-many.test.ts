import { describe, expect, it } from 'vitest';
import { cutIntoFiles } from './upload-many.ts';

describe('cutIntoFiles', () => {
  it('gives each file the header and five rows, and every file a key of its own', () => {
    const rows = Array.from({ length: 7 }, (_, row) => `2026,${row}`);
    const body = new TextEncoder().encode(`time,value\n${rows.join('\n')}\n`);
    const files = cutIntoFiles([{ key: 'iot_sensor_data/a.csv', body }], 3);
    expect(new Set(files.map(({ key }) => key)).size).toBe(3);
    expect(new TextDecoder().decode(files[1]?.body)).toBe('time,value\n2026,5\n2026,6\n2026,0\n2026,1\n2026,2\n');
  });
});
