import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandError } from '../../../cli/command-error.ts';
import { type TemporaryProject, temporaryProject } from '../../../lake/testing/temporary-project.ts';
import { main } from '../main.ts';

/** What a run of the command left on its streams. */
export interface Ran {
  /** Exit code, as the command line would end with. */
  readonly code: number;
  /** Of the error that was thrown. */
  readonly thrown: string | undefined;
  readonly stdout: string;
  /** With the message of what was thrown. */
  readonly stderr: string;
  /** Questions that were asked. */
  readonly asked: readonly string[];
}

/** A project without any data, in which `sluice new dataset` runs. */
export class NewDatasetProject {
  readonly project: TemporaryProject;

  private constructor(project: TemporaryProject) {
    this.project = project;
  }

  static async make(): Promise<NewDatasetProject> {
    const project = await temporaryProject([]);
    await mkdir(project.datasets);
    return new NewDatasetProject(project);
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.project.root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.project.root, path), 'utf8');
  }

  schema(name: string): Promise<string> {
    return this.read(`datasets/${name}/schema.json`);
  }

  /** All that is below datasets/, hidden or not. */
  async left(): Promise<string[]> {
    const entries = await readdir(this.project.datasets, { recursive: true });
    return entries.map((entry) => entry.replaceAll('\\', '/')).sort();
  }

  has(path: string): boolean {
    return existsSync(join(this.project.root, path));
  }

  /**
   * @param answers what a person at a terminal says, one after the other; none: nobody sits there
   * @param meanwhile what happens while the person thinks
   */
  async run(
    args: readonly string[],
    answers?: readonly string[],
    meanwhile: (question: string) => Promise<void> = async () => undefined,
  ): Promise<Ran> {
    const written = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      write: (text: string) => {
        written[name] += text;
      },
    });
    const asked: string[] = [];
    const left = [...(answers ?? [])];
    const ask = async (question: string): Promise<string> => {
      asked.push(question);
      await meanwhile(question);
      const answer = left.shift();
      if (answer === undefined) throw new Error(`nobody answers: ${question}`);
      return answer;
    };
    const effects = {
      cwd: this.project.root,
      env: { NO_COLOR: '1' },
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      now: () => new Date(0),
      ...(answers === undefined ? {} : { ask }),
    };
    try {
      return { code: await main(args, effects), thrown: undefined, ...written, asked };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const stderr = `${written.stderr}${error.message}\n`;
      return { code: error.exitCode, thrown: error.code, stdout: written.stdout, stderr, asked };
    }
  }
}
