import { isSourceMap } from '../bundle/bundle.js';
import { type Finding, SOURCES } from './finding.js';
import type { FileRule, FileRuleInput } from './rule.js';

/** Texts that only our sandbox brings into a page. */
const SANDBOX = ['ait-iap.sandbox/', 'ait-iap.sandbox.running', '[ait-iap sandbox]', 'ait-iap-sandbox:'];

/** Leftovers of development. */
export const leftovers: FileRule = (evidence) => [...sandboxCode(evidence), ...sourceMaps(evidence)];

function* sandboxCode({ scripts }: FileRuleInput): Generator<Finding> {
  const found = new Set(
    scripts.texts.filter(({ text }) => SANDBOX.some((mark) => text.includes(mark))).map(({ file }) => file),
  );
  for (const file of found)
    yield {
      rule: 'sandbox-code',
      weight: 'refused',
      text: {
        en: 'It holds code of the sandbox: people would "buy" without paying, or could not buy at all.',
        ko: '샌드박스 코드가 들어 있어요. 사람들이 돈을 내지 않고 "구매"하거나 아무것도 살 수 없어요.',
      },
      fix: {
        en: 'Load it in development only, for example by the plugin @ait-iap/sandbox/vite, which refuses such a build.',
        ko: '개발할 때만 불러오세요. @ait-iap/sandbox/vite 플러그인은 이런 빌드를 실패시켜요.',
      },
      source: SOURCES.observed,
      file,
    };
}

function* sourceMaps({ files }: FileRuleInput): Generator<Finding> {
  for (const [file, content] of files) {
    if (!isSourceMap(file)) continue;
    const sources = sourcesIn(content);
    if (sources === 0) continue;
    yield {
      rule: 'source-map',
      weight: 'note',
      text: { en: `It holds ${sources} of your source files.`, ko: `소스 파일 ${sources}개가 들어 있어요.` },
      fix: {
        en: 'Upload it to your error tracker and leave it out of the bundle, unless you want everybody to read it.',
        ko: '누구나 읽어도 되는 것이 아니라면, 에러 추적 서비스에 올리고 번들에서는 빼세요.',
      },
      source: SOURCES.observed,
      file,
    };
  }
}

function sourcesIn(content: Uint8Array): number {
  try {
    const map: unknown = JSON.parse(new TextDecoder().decode(content));
    const sources = typeof map === 'object' && map !== null && 'sources' in map ? map.sources : undefined;
    return Array.isArray(sources)
      ? sources.filter((each) => !String(each).includes('node_modules/')).length
      : 0;
  } catch {
    return 0;
  }
}
