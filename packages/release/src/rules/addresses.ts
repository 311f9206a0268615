import { type Finding, SOURCES, type Weight } from './finding.js';
import type { FileRule } from './rule.js';

const ADDRESS = /\b(?:https?|wss?):\/\/[^\s"'`<>()\\]+/g;
const LOCAL_HOST =
  /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\])$/;

/** Names that look like addresses but are never requested. */
const NAMESPACES =
  /^(www\.w3\.org|schemas?\..*|.*\.xmlsoap\.org|purl\.org|ns\.adobe\.com|json-schema\.org|xml\.org|fb\.me|reactjs\.org|react\.dev|momentjs\.com|example\.(com|org))$/;

/** Whether a host is on this machine or in a local network. */
export const isLocalHostName = (hostname: string) => LOCAL_HOST.test(hostname);

interface Seen {
  readonly address: string;
  readonly file: string;
  readonly line?: number;
  /** Whether the code requests it, as far as can be read. */
  readonly asked: boolean;
}

/** Checks for addresses that a user's phone cannot reach, or only without encryption. */
export const addresses: FileRule = ({ files, scripts }) => {
  const seen: Seen[] = [...scripts.addresses.map((each) => ({ ...each, asked: true }))];
  for (const { text, file, line } of scripts.texts)
    for (const [address] of text.matchAll(ADDRESS)) seen.push({ address, file, line, asked: false });
  const decoder = new TextDecoder();
  for (const [file, content] of files) {
    if (!/\.(html?|css|json|webmanifest)$/.test(file)) continue;
    for (const [address] of decoder.decode(content).matchAll(ADDRESS))
      seen.push({ address, file, asked: false });
  }
  const findings = new Map<string, Finding>();
  for (const each of seen) {
    const finding = judged(each);
    const key = `${each.file} ${each.address}`;
    if (finding !== undefined && findings.get(key)?.weight !== 'refused') findings.set(key, finding);
  }
  return [...findings.values()];
};

function judged({ address, file, line, asked }: Seen): Finding | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const place = { file, ...(line === undefined ? {} : { line }), source: SOURCES.release };
  if (isLocalHostName(url.hostname)) {
    // Libraries use a bare "http://localhost" as the base of relative addresses and never request it.
    const weight: Weight = asked || url.port !== '' || url.pathname !== '/' ? 'refused' : 'warning';
    return {
      rule: 'local-address',
      weight,
      text: {
        en: `It holds ${address}, which exists on your machine only.`,
        ko: `${address}가 있어요. 내 컴퓨터에만 있는 주소예요.`,
      },
      fix: { en: 'Take the address from the settings of the build.', ko: '주소를 빌드 설정에서 가져오세요.' },
      ...place,
    };
  }
  if (url.protocol === 'https:' || url.protocol === 'wss:' || NAMESPACES.test(url.hostname)) return undefined;
  return {
    rule: 'unencrypted-address',
    weight: asked ? 'refused' : 'warning',
    text: {
      en: `It holds ${address}, which is not encrypted. Only https reaches people.`,
      ko: `${address}가 있어요. 암호화되지 않은 주소예요. https만 쓸 수 있어요.`,
    },
    fix: { en: 'Use https.', ko: 'https를 쓰세요.' },
    ...place,
  };
}
