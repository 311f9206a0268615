import { createHash } from 'node:crypto';
import { type Finding, SOURCES } from './finding.js';
import type { Rule } from './rule.js';

const fix = {
  en: 'Build the bundle again, and change nothing in it afterwards.',
  ko: '번들을 다시 빌드하고, 그 뒤에는 아무것도 바꾸지 마세요.',
};

/** Checks that every file matches the index, because the official reader does not compare them. */
export const integrity: Rule = ({ bundle }) => {
  if (bundle.form === 'zip') return [oldForm];
  const findings: Finding[] = [];
  const complain = (rule: string, file: string, en: string, ko: string) =>
    findings.push({ rule, weight: 'refused', text: { en, ko }, fix, source: SOURCES.observed, file });
  const indexed = new Set(bundle.index.map(({ name }) => name));
  for (const { name, size, sha256 } of bundle.index) {
    const content = bundle.files.get(name);
    if (content === undefined)
      complain(
        'entry-missing',
        name,
        'It is in the index and not in the archive.',
        '목록에는 있고 압축 파일에는 없어요.',
      );
    else if (content.length !== size)
      complain(
        'entry-resized',
        name,
        `It has ${content.length} bytes; the index says ${size}.`,
        `${content.length}바이트인데 목록에는 ${size}바이트예요.`,
      );
    else if (sha256 !== '' && createHash('sha256').update(content).digest('hex') !== sha256.toLowerCase())
      complain(
        'entry-changed',
        name,
        'Its content is not the one that was built (sha256).',
        '빌드한 내용과 달라요(sha256).',
      );
  }
  for (const name of bundle.files.keys())
    if (!indexed.has(name))
      complain(
        'entry-added',
        name,
        'It is in the archive and not in the index.',
        '압축 파일에는 있고 목록에는 없어요.',
      );
  return findings;
};

const oldForm: Finding = {
  rule: 'old-zip-form',
  weight: 'warning',
  text: {
    en: 'The bundle has the older format, a ZIP with app.json. It has no checksums, so a changed file cannot be seen.',
    ko: '번들이 app.json이 있는 예전 ZIP 형식이에요. 체크섬이 없어서 바뀐 파일을 알 수 없어요.',
  },
  fix: { en: 'Build it with a current SDK.', ko: '최신 SDK로 빌드하세요.' },
  source: SOURCES.observed,
};
