import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request is refused, or undefined for one of our own page. A name that resolves to 127.0.0.1 only for us (DNS rebinding)
 * comes with its own Host; a form or script of another site with its own Origin or Sec-Fetch-Site.
 * @param port that the server listens on
 */
export function refuseForeign(headers: IncomingHttpHeaders, port: number): string | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return `expected Host ${hosts[0]}`;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return `expected Origin http://${host}`;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'expected a request of this page itself';
  return undefined;
}
