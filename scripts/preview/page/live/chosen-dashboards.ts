import type { ControlValue, DashboardModel } from '../../model.ts';
import type { LiveSource } from './live-source.ts';

type Values = Readonly<Record<string, ControlValue>>;

/** What a person chose in each dashboard's controls, and what the server answered to it. */
export class ChosenDashboards {
  readonly #source: LiveSource | undefined;
  readonly #chosen = new Map<string, Values>();
  readonly #answers = new Map<string, DashboardModel>();

  /** @param source undefined in a file, where nothing can be chosen */
  constructor(source: LiveSource | undefined) {
    this.#source = source;
  }

  /** A dashboard as it is to be shown: the newest answer, or as it came, with what was chosen in its controls. */
  shown(dashboard: DashboardModel): DashboardModel {
    const answer = this.#answers.get(dashboard.id);
    if (answer !== undefined) return answer;
    return { ...dashboard, controlValues: { ...dashboard.controlValues, ...this.#chosen.get(dashboard.id) } };
  }

  /** What was chosen and has not been answered: the values to ask with. */
  unanswered(dashboard: string): Values | undefined {
    return this.#answers.has(dashboard) ? undefined : this.#chosen.get(dashboard);
  }

  /** The data changed: choices stay, answers are old. */
  forgetAnswers(): void {
    this.#answers.clear();
  }

  /**
   * Asks the server; the choice is kept even when it does not answer.
   * @returns undefined when a newer question was asked meanwhile
   * @throws what the server says
   */
  async choose(dashboard: string, sheet: string, values: Values): Promise<DashboardModel | undefined> {
    this.#chosen.set(dashboard, values);
    this.#answers.delete(dashboard);
    const answer = await this.#source?.query(dashboard, sheet, values);
    if (answer !== undefined) this.#answers.set(dashboard, answer);
    return answer;
  }
}
