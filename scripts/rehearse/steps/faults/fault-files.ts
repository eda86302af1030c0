import type { Upload } from '../../laptop.ts';
import type { Rehearsal } from '../../rehearsal.ts';
import { readUploads } from '../../repository-uploads.ts';
import { cutIntoFiles } from '../upload-many.ts';

/** A raw key for each thing that goes wrong with a file. */
export const faultFiles = {
  large: 'iot_sensor_data/faults/too-large.csv',
  killedOnce: 'iot_sensor_data/faults/killed-once.csv',
  killedOften: 'iot_sensor_data/faults/killed-often.csv',
  unreadable: 'iot_sensor_data/faults/unreadable.csv',
  unwritable: 'iot_sensor_data/faults/unwritable.csv',
  sound: 'iot_sensor_data/faults/sound.csv',
} as const;
export type FaultFile = keyof typeof faultFiles;

/** A sound file of a few rows for each key. */
export async function readFaultFiles({ root }: Rehearsal): Promise<ReadonlyMap<string, Upload>> {
  const keys = Object.values(faultFiles);
  const cut = cutIntoFiles((await readUploads(root)).files, keys.length);
  return new Map(keys.map((key, index) => [key, { key, body: cut[index]?.body ?? new Uint8Array() }]));
}
