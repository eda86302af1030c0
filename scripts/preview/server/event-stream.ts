import type { ServerResponse } from 'node:http';

/** Pages that listen for changes: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface EventStream {
  /** Keeps a response open and tells it of events until its page goes. */
  add(response: ServerResponse): void;
  send(event: string): void;
  close(): void;
}

/** Sends a comment now and then, so that nothing between here and the page takes it for dead. */
export function eventStream(beat = 25_000): EventStream {
  const open = new Set<ServerResponse>();
  const timer = setInterval(() => write(': still here\n\n'), beat);
  timer.unref();

  function write(text: string) {
    for (const response of open) response.write(text);
  }

  return {
    add: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    send: (event) => write(`event: ${event}\ndata: {}\n\n`),
    close: () => {
      clearInterval(timer);
      for (const response of open) response.end();
      open.clear();
    },
  };
}
