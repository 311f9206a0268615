import { isLocalHost } from '../rules/addresses.js';
import type { FileRuleInput } from '../rules/rule.js';

/** A host that a plugin calls, and the first place that does. */
export interface CalledHost {
  readonly host: string;
  readonly file: string;
  readonly line?: number;
}

/** Where the SDK and the styles of the platform's own templates come from. */
const OF_PLATFORM = ['cdn.tossplace.com', 'static.toss.im'];

const LOADED =
  /<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href)\s*=\s*["']?((?:https?|wss?):\/\/[^"'\s>]+)/gi;

/** Every host that scripts ask and pages load from, once, without those of the platform and of this machine. */
export function calledHosts({ files, scripts }: FileRuleInput): readonly CalledHost[] {
  const called = new Map<string, CalledHost>();
  const note = (address: string, file: string, line?: number) => {
    const { host = '', hostname = '' } = URL.parse(address) ?? {};
    // A local one has a finding of its own.
    if (host === '' || isLocalHost(hostname) || OF_PLATFORM.includes(host) || called.has(host)) return;
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
