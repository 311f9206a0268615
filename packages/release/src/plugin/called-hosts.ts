import { isLocalHostName } from '../rules/addresses.js';
import type { FileRuleInput } from '../rules/rule.js';

/** A host that a plugin calls, and the first place of a call. */
export interface CalledHost {
  readonly host: string;
  readonly file: string;
  readonly line?: number;
}

/** The hosts of the SDK and the styles of the platform's own templates. */
const OF_PLATFORM = ['cdn.tossplace.com', 'static.toss.im'];

const LOADED =
  /<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href)\s*=\s*["']?((?:https?|wss?):\/\/[^"'\s>]+)/gi;

/** All hosts that scripts call and pages load from, except those of the platform and of this machine. Each once. */
export function calledHosts({ files, scripts }: FileRuleInput): readonly CalledHost[] {
  const called = new Map<string, CalledHost>();
  const note = (address: string, file: string, line?: number) => {
    const { host = '', hostname = '' } = URL.parse(address) ?? {};
    // A local host has a separate finding.
    if (host === '' || isLocalHostName(hostname) || OF_PLATFORM.includes(host) || called.has(host)) return;
    called.set(host, { host, file, ...(line === undefined ? {} : { line }) });
  };
  for (const { address, file, line } of scripts.addresses) note(address, file, line);
  const decoder = new TextDecoder();
  for (const [file, content] of files) {
    if (!/\.html?$/i.test(file)) continue;
    for (const [, address = ''] of decoder.decode(content).matchAll(LOADED)) note(address, file);
  }
  return [...called.values()];
}
