import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A jar of Maven Central, and the sha256 of its bytes. */
export interface Jar {
  /** Below the repository's root: `org/apache/…/name-1.0.jar`. */
  readonly path: string;
  readonly sha256: string;
}

/** The Iceberg of Glue 5.1 (https://docs.aws.amazon.com/glue/latest/dg/migrating-version-51.html), for Spark 3.5 on Scala 2.12. */
export const icebergJar: Jar = {
  path: 'org/apache/iceberg/iceberg-spark-runtime-3.5_2.12/1.10.0/iceberg-spark-runtime-3.5_2.12-1.10.0.jar',
  sha256: '70f9471870b2d456167d703c829f098a446b86bb1379eee338c0efa03a341026',
};

/** Iceberg's clients of AWS (Glue, S3), which the Glue runtime brings along. */
export const icebergAwsJar: Jar = {
  path: 'org/apache/iceberg/iceberg-aws-bundle/1.10.0/iceberg-aws-bundle-1.10.0.jar',
  sha256: '172370cfc32a5f1ae5399b210e86fc04a366dc29a112d97ac8ffc74df7525596',
};

/** Where jars come from; a mirror's address may stand in the environment. */
const repository = process.env['SLUICE_MAVEN'] ?? 'https://repo1.maven.org/maven2';

export type JarFile = { readonly jar: string; readonly reason?: undefined } | { readonly reason: string };

/**
 * The jar in `.venv-jars`, fetched from Maven Central if it is not there. Its bytes are held against the checksum every time.
 * @param root the repository
 * @param from where it is fetched from: an address without the path
 * @returns its absolute path, or why there is none
 */
export async function ensureJar(root: string, jar: Jar = icebergJar, from = repository): Promise<JarFile> {
  const folder = join(root, '.venv-jars');
  const target = join(folder, jar.path.slice(jar.path.lastIndexOf('/') + 1));
  if (sha256(await readFile(target).catch(() => Buffer.alloc(0))) === jar.sha256) return { jar: target };
  const url = `${from}/${jar.path}`;
  const fetched = await fetchThrice(url);
  if ('reason' in fetched) return fetched;
  const got = sha256(fetched.bytes);
  if (got !== jar.sha256)
    return { reason: `${url}: expected sha256 ${jar.sha256}, got ${got}; nothing of it was kept` };
  // Beside its place and then moved there: another process may fetch the same.
  const draft = `${target}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(draft, fetched.bytes);
    await rename(draft, target);
    return { jar: target };
  } catch (error) {
    await rm(draft, { force: true });
    return { reason: `${target} could not be written: ${String(error)}` };
  }
}

async function fetchThrice(url: string): Promise<{ readonly bytes: Buffer } | { readonly reason: string }> {
  let reason = '';
  for (const pause of [0, 2_000, 10_000]) {
    await sleep(pause);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
      if (response.ok) return { bytes: Buffer.from(await response.arrayBuffer()) };
      reason = `${url} answered ${response.status}`;
      if (response.status === 404) break;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      reason = `${url} could not be fetched: ${String(error)}${cause}`;
    }
  }
  return { reason };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
