import { isScript, isText } from '../bundle/bundle.js';
import type { Both } from '../text/both.js';
import { type Finding, SOURCES } from './finding.js';
import type { FileRule } from './rule.js';

const KEY_FILE = /(^|\/)([^/]+\.(key|p12|pfx|jks|keystore|ppk)|id_(rsa|ed25519|ecdsa))$/i;
const CERTIFICATE_FILE = /\.(pem|crt|cer|der|csr)$/i;
const SETTINGS_FILE = /(^|\/)(\.env(\.[^/]*)?|\.npmrc|\.netrc|\.git\/.*|\.aws\/.*)$/i;
const KEY_TEXT = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
const CERTIFICATE_TEXT = /-----BEGIN CERTIFICATE-----/;

const rotate: Both = {
  en: 'Take it out of the build, and replace the key in the console: everybody who has the bundle has the key.',
  ko: '빌드에서 빼고, 콘솔에서 키를 새것으로 바꾸세요. 번들을 가진 사람은 키도 가졌어요.',
};
const takeOut: Both = { en: 'Take it out of the build.', ko: '빌드에서 빼세요.' };

/** Secrets in a bundle, which everybody can read. A finding names the file, never the secret. */
export const secrets: FileRule = ({ files }) => {
  const findings: Finding[] = [];
  const decoder = new TextDecoder();
  const complain = (rule: string, file: string, text: Both, fix: Both) =>
    findings.push({ rule, weight: 'refused', text, fix, source: SOURCES.observed, file });
  for (const [file, content] of files) {
    const text = isText(file) || isScript(file) || content.length < 100_000 ? decoder.decode(content) : '';
    if (KEY_FILE.test(file) || KEY_TEXT.test(text))
      complain('private-key', file, { en: 'It holds a private key.', ko: '개인 키가 들어 있어요.' }, rotate);
    else if (CERTIFICATE_FILE.test(file) || CERTIFICATE_TEXT.test(text))
      complain(
        'certificate',
        file,
        {
          en: 'It holds a certificate; only a backend needs one.',
          ko: '인증서가 들어 있어요. 서버에만 필요해요.',
        },
        takeOut,
      );
    else if (SETTINGS_FILE.test(file))
      complain(
        'settings-file',
        file,
        { en: 'It is a file of settings that belong to a machine.', ko: '기기의 설정 파일이에요.' },
        rotate,
      );
  }
  return findings;
};
