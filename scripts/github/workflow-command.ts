/** A command to the runner, one line without its end. */
export type CommandName = 'error' | 'warning' | 'notice';

/** Where an annotation stands, and its title. */
export interface CommandProperties {
  readonly title?: string | undefined;
  /** Relative to the repository, with `/`. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly col?: number | undefined;
}

/**
 * `::error title=…,file=…::message`, escaped as @actions/core does it (a test compares): it writes to the process's own stdout alone and exports
 * neither its escaping nor a way to give it a stream. https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function workflowCommand(name: CommandName, properties: CommandProperties, message: string): string {
  const written = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : `${key}=${escapeProperty(String(value))}`,
  );
  return `::${name}${written.length === 0 ? '' : ` ${written.join(',')}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
