import { join } from 'node:path';
import process from 'node:process';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenOrders, ordersSchema, someOrders } from '../../../lambda/reconcile/testing/small-lake.ts';
import { type S3StandIn, startS3StandIn } from '../../../lambda/store/testing/s3-stand-in.ts';
import { ensurePythonEnv } from '../../python-env/python-env.ts';
import { openCleanLab } from '../testing/clean-lab.ts';
import { parseDay } from './names-day.ts';
import { type CleanOptions, type CleanReport, rerunClean } from './rerun-clean.ts';
import { cleanLines, cleanSummary } from './say-clean.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..', '..', '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}

describe.skipIf(env.reason !== undefined)(`cleaning again on moto (${env.reason ?? 'started'})`, () => {
  let standIn: S3StandIn;
  let labs = 0;
  type Lab = Awaited<ReturnType<typeof openCleanLab>>;
  const open: Lab[] = [];
  beforeAll(async () => {
    if (env.reason === undefined) standIn = await startS3StandIn(env.python);
  });
  afterAll(async () => {
    for (const lab of open) lab.close();
    await standIn?.stop();
  });

  /** Two days of orders, clean by the first schema. */
  async function twoDays(): Promise<Lab> {
    const lab = await openCleanLab(standIn, `lab${++labs}`);
    open.push(lab);
    await lab.putSchema(ordersSchema());
    for (const day of ['2026-05-01', '2026-05-02']) await lab.put(`orders/${day}.csv`, someOrders(6));
    await lab.drain();
    return lab;
  }
  const said: string[] = [];
  /** Lambda takes what is in the queue whenever somebody waits. */
  const rerun = (lab: Lab, more: Partial<CleanOptions> = {}): Promise<CleanReport> => {
    said.length = 0;
    return rerunClean({
      ...{ pipeline: lab.pipeline, secrets: lab.secrets, datasets: [{ name: 'orders', schema: ordersSchema() }] },
      ...{ dataset: undefined, day: undefined, uploaded: false, force: false, deadLetters: false, planOnly: false },
      ...{ now: Date.now, until: Date.now() + 60_000, minutes: 1, sleep: () => lab.drain() },
      say: (phase, detail) => said.push(detail === undefined ? phase : `${phase}: ${detail}`),
      ...more,
    });
  };
  const newer = ordersSchema(
    {},
    {
      description: 'Another hash.',
      properties: {
        id: { type: 'integer' },
        amount: { type: ['number', 'null'], minimum: 0 },
        note: { type: ['string', 'null'], maxLength: 99 },
      },
    },
  );
  const versions = async (lab: Lab) => {
    const found: Record<string, string> = {};
    for await (const { key, version } of lab.processed.list('_manifests/'))
      found[key.slice('_manifests/orders/'.length)] = version;
    return found;
  };

  it('does nothing where all is of today', async () => {
    const lab = await twoDays();
    const report = await rerun(lab);
    expect(report).toMatchObject({ meant: 2, wanted: [], files: [], findings: [] });
    expect(cleanSummary(report, false)).toBe(
      'nothing to clean: 2 files, all of the present schema, engine and token key',
    );
  });

  it('cleans one day again after the schema changed, and not the other', async () => {
    const lab = await twoDays();
    const before = await versions(lab);
    await lab.putSchema(newer);
    const day = parseDay('2026-05-01');
    const plan = await rerun(lab, { dataset: 'orders', day, planOnly: true });
    expect(cleanLines(plan, true)).toEqual(['clean orders/2026-05-01.csv (schema)']);
    expect(cleanSummary(plan, true)).toBe('1 of 1 file to clean');
    expect(await versions(lab)).toEqual(before);
    const report = await rerun(lab, { dataset: 'orders', day, datasets: [{ name: 'orders', schema: newer }] });
    expect(report).toMatchObject({
      meant: 1,
      files: [{ file: 'orders/2026-05-01.csv', outcome: 'clean', rows: 4, quarantined: 2 }],
      findings: [],
    });
    expect(cleanLines(report, false)).toEqual([
      'file                   outcome  clean rows  quarantined',
      '---------------------  -------  ----------  -----------',
      'orders/2026-05-01.csv  clean             4            2',
    ]);
    const after = await versions(lab);
    expect(after['2026-05-01.csv.json']).not.toBe(before['2026-05-01.csv.json']);
    expect(after['2026-05-02.csv.json']).toBe(before['2026-05-02.csv.json']);
    expect(said).toEqual([
      'schemas',
      'what is clean now',
      'asking for 1 file',
      'cleaning: clean: 0 of 1 files',
      'cleaning: clean: 1 of 1 files',
    ]);
  });

  it('says that AWS has another schema than the repository', async () => {
    const lab = await twoDays();
    const { findings } = await rerun(lab, {
      datasets: [
        { name: 'orders', schema: newer },
        { name: 'items', schema: undefined },
      ],
    });
    expect(findings.map(({ code, place, severity }) => [code, place.file, severity])).toEqual([
      ['schema-not-synced', 'datasets/orders/schema.json', 'warn'],
      ['schema-not-synced', 'datasets/items/schema.json', 'warn'],
    ]);
  });

  it('cleans with force what is of today, by a new version with the same bytes', async () => {
    const lab = await twoDays();
    const [before, raw] = [await versions(lab), await lab.raw.head('orders/2026-05-02.csv')];
    const report = await rerun(lab, { day: parseDay('2026-05-02'), force: true });
    expect(report.wanted).toEqual([{ key: 'orders/2026-05-02.csv', reasons: ['forced'] }]);
    expect(report.files).toEqual([{ file: 'orders/2026-05-02.csv', outcome: 'clean', rows: 4, quarantined: 2 }]);
    const [after, now] = [await versions(lab), await lab.raw.head('orders/2026-05-02.csv')];
    expect(now?.size).toBe(raw?.size);
    expect(now?.version).not.toBe(raw?.version);
    expect(Object.keys(after).filter((key) => after[key] !== before[key])).toEqual(['2026-05-02.csv.json']);
  });

  it('goes by the day of upload, or says that there is no file of that day', async () => {
    const lab = await twoDays();
    await lab.putSchema(newer);
    const today = parseDay(new Date().toISOString().slice(0, 10));
    expect((await rerun(lab, { day: today, planOnly: true })).findings.map(({ code }) => code)).toContain(
      'no-file-of-day',
    );
    const uploaded = await rerun(lab, { day: today, uploaded: true, planOnly: true });
    expect(uploaded.wanted.map(({ key }) => key)).toEqual(['orders/2026-05-01.csv', 'orders/2026-05-02.csv']);
  });

  it('says of a file that is refused why, and of one that is gone that it was removed', async () => {
    const lab = await twoDays();
    lab.works.well = false;
    await lab.put('orders/2026-05-01.csv', brokenOrders);
    await lab.raw.remove('orders/2026-05-02.csv');
    await lab.drain();
    lab.works.well = true;
    const report = await rerun(lab);
    expect(report.files).toEqual([
      { file: 'orders/2026-05-01.csv', outcome: 'failed', rows: 1, quarantined: 2 },
      { file: 'orders/2026-05-02.csv', outcome: 'removed', rows: 0, quarantined: 0 },
    ]);
    expect(report.findings).toMatchObject([
      { code: 'file-failed', place: { file: 'orders/2026-05-01.csv' }, got: expect.stringContaining('tolerance') },
    ]);
    expect(report.findings[0]?.fix).toContain('its last good rows stand');
  });

  it('gives up when the function does not follow', async () => {
    const lab = await twoDays();
    await lab.putSchema(newer);
    lab.works.well = false;
    let time = Date.now();
    const sleep = async (milliseconds: number) => {
      time += milliseconds;
    };
    const waits = { now: () => time, until: time + 60_000, sleep };
    await expect(rerun(lab, waits)).rejects.toMatchObject({ code: 'not-cleaned', exitCode: 3 });
    const controller = new AbortController();
    const stopped = rerun(lab, { sleep: async () => controller.abort(), signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  });

  describe('dead letters', () => {
    /** Two files that nobody cleaned, as long as the function failed. */
    async function withDeadLetters(): Promise<Lab> {
      const lab = await twoDays();
      lab.works.well = false;
      for (const hour of ['09', '10']) await lab.put(`orders/2026-05-03T${hour}.csv`, someOrders(3));
      for (let times = 0; times < 4; times++) await lab.drain();
      lab.works.well = true;
      expect(await lab.deadLetters()).toBe(2);
      return lab;
    }

    it('go back into the queue and are cleaned', async () => {
      const lab = await withDeadLetters();
      const plan = await rerun(lab, { deadLetters: true, planOnly: true });
      expect(cleanSummary(plan, true)).toBe('2 dead letters to put back; 2 of 4 files to clean');
      expect(await lab.deadLetters()).toBe(2);
      const report = await rerun(lab, { deadLetters: true });
      expect(report).toMatchObject({
        deadLetters: { came: 2, moved: 2, left: 0 },
        files: [
          { file: 'orders/2026-05-03T09.csv', outcome: 'clean', rows: 2, quarantined: 1 },
          { file: 'orders/2026-05-03T10.csv', outcome: 'clean', rows: 2, quarantined: 1 },
        ],
        findings: [],
      });
      expect(cleanSummary(report, false)).toBe(
        '2 of 2 dead letters put back, 0 left; 2 of 4 files cleaned: 4 clean rows, 2 quarantined, 0 failed',
      );
      expect(await lab.deadLetters()).toBe(0);
    });

    it('that are no events come back, and are told', async () => {
      const lab = await withDeadLetters();
      const { QueueUrl } = await lab.sqs.send(new GetQueueUrlCommand({ QueueName: lab.names.named('clean-dead') }));
      await lab.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no event' }));
      const report = await rerun(lab, { deadLetters: true });
      expect(report.deadLetters).toMatchObject({ came: 3, moved: 3, left: 1 });
      expect(report.findings.map(({ code }) => code)).toEqual(['dead-letters-left']);
    });

    it('are none most of the time', async () => {
      const lab = await twoDays();
      const report = await rerun(lab, { deadLetters: true });
      expect(report).toMatchObject({ deadLetters: { came: 0, moved: 0, left: 0 }, files: [], findings: [] });
      expect(cleanSummary(report, false)).toMatch(/^no dead letters; nothing to clean/);
    });
  });
});
