/** How often each operation was asked for, by its name in the API. Retries of one count once. */
export type Calls = Map<string, number>;

/** A middleware of the SDK's clients, for the step `initialize`, that counts what they ask for. */
export const countCalls =
  (calls: Calls) =>
  <Args, Answer>(next: (args: Args) => Promise<Answer>, { commandName = '' }: { readonly commandName?: string }) =>
  (args: Args): Promise<Answer> => {
    const name = commandName.replace(/Command$/, '');
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return next(args);
  };
