import { type Finding, SOURCES } from '../rules/finding.js';
import type { Both } from '../text/both.js';
import type { PluginRule, PluginRuleInput } from './plugin-rule.js';

/** The calls that draw a Front: `sdk.template.renderOrderPage` and others. */
const TEMPLATE = /^render[A-Z]\w*Page$/;

/** The SDK, as the platform's templates load it. */
const SDK = /\bcdn\.tossplace\.com\/toss-front-sdk\//;

const NOT_SHOWN = /<!--[\s\S]*?-->|<(script|style|template|noscript|title|head)\b[\s\S]*?<\/\1>/gi;
const DRAWN =
  /<(button|input|select|textarea|form|img|canvas|svg|video|iframe|a|h[1-6]|p|ul|ol|table|dialog)\b/i;

/** A Front may only be drawn with the Template API. Other screens do not pass the review. */
export const frontScreens: PluginRule = (evidence) => {
  if (evidence.plugin.kind !== 'front') return [];
  return [...withoutSdk(evidence), ...ownScreens(evidence)];
};

function* withoutSdk({ files, scripts }: PluginRuleInput): Generator<Finding> {
  const decoder = new TextDecoder();
  const pages = files.filter(([path]) => isPage(path));
  const loads = pages.some(([, content]) => SDK.test(decoder.decode(content)));
  const carries = scripts.texts.some(({ text }) => SDK.test(text));
  if (pages.length > 0 && !loads && !carries)
    yield refused('front-sdk-missing', {
      en: 'No page loads the SDK of the Front.',
      ko: '프론트 SDK를 불러오는 페이지가 없어요.',
    });
  else if (![...scripts.calls.keys()].some((name) => TEMPLATE.test(name)))
    yield refused('front-without-template', {
      en: 'No page is drawn by the Template API.',
      ko: 'Template API로 그리는 화면이 없어요.',
    });
}

/** The pages of the templates contain only an empty element and scripts. */
function* ownScreens({ files, scripts }: PluginRuleInput): Generator<Finding> {
  const decoder = new TextDecoder();
  for (const [file, content] of files) {
    if (!isPage(file)) continue;
    const body = decoder.decode(content).replace(NOT_SHOWN, '');
    const element = DRAWN.exec(body)?.[1];
    const text = body.replace(/<[^>]*>/g, '').trim();
    if (element === undefined && text === '') continue;
    const seen = element === undefined ? `"${text.slice(0, 30)}"` : `<${element}>`;
    yield {
      ...refused('front-own-screen', {
        en: `The page draws ${seen} by itself, and not by the Template API.`,
        ko: `페이지가 Template API 없이 ${seen}을(를) 직접 그려요.`,
      }),
      file,
    };
  }
  for (const [name, place] of scripts.calls)
    if (['insertAdjacentHTML', 'writeln', 'setHTMLUnsafe'].includes(name))
      yield {
        ...refused('front-own-screen', {
          en: `The script draws by ${name}, and not by the Template API.`,
          ko: `스크립트가 Template API 없이 ${name}(으)로 직접 그려요.`,
        }),
        ...place,
      };
}

const isPage = (path: string) => /\.html?$/i.test(path);

const refused = (rule: string, text: Both): Finding => ({
  rule,
  weight: 'refused',
  text,
  fix: {
    en: 'Load cdn.tossplace.com/toss-front-sdk, and draw every screen by sdk.template.render…Page.',
    ko: 'cdn.tossplace.com/toss-front-sdk를 불러오고 모든 화면을 sdk.template.render…Page로 그리세요.',
  },
  source: SOURCES.placeTemplateApi,
});
