import type { IssueText } from './drift-issue.ts';

/** An issue, as far as it matters here. */
export interface KnownIssue {
  readonly number: number;
  readonly isOpen: boolean;
  readonly body: string;
}

export type IssueAction =
  | { readonly do: 'create'; readonly text: IssueText }
  | { readonly do: 'rewrite'; readonly number: number; readonly text: IssueText }
  | { readonly do: 'reopen'; readonly number: number; readonly text: IssueText; readonly note: string }
  | { readonly do: 'close'; readonly number: number; readonly note: string };

/** What there is to tell: drift; none, as far as all of it was looked at; or none in the part that could be. */
export type Told = { readonly text: IssueText } | 'clean' | 'unknown';

/**
 * What makes the issues of an environment one that tells what is so. Pure.
 * @param known issues with the environment's marker; of several the oldest is the one
 */
export function planIssue(known: readonly KnownIssue[], told: Told): IssueAction[] {
  const [one, ...others] = [...known].sort((a, b) => a.number - b.number);
  if (one === undefined) return typeof told === 'string' ? [] : [{ do: 'create', text: told.text }];
  const { number } = one;
  const closing = others
    .filter(({ isOpen }) => isOpen)
    .map((other): IssueAction => ({ do: 'close', number: other.number, note: `Told of in #${number}.` }));
  return [...ofOne(one, told), ...closing];
}

function ofOne({ number, isOpen, body }: KnownIssue, told: Told): IssueAction[] {
  // What was told of before may still be so.
  if (told === 'unknown') return [];
  if (told === 'clean') return isOpen ? [{ do: 'close', number, note: 'Nothing differs any more.' }] : [];
  const { text } = told;
  if (!isOpen) return [{ do: 'reopen', number, text, note: 'It differs again.' }];
  return settled(body) === settled(text.body) ? [] : [{ do: 'rewrite', number, text }];
}

/** GitHub may give line ends back in another way. */
const settled = (body: string): string => body.replaceAll('\r\n', '\n').trim();
