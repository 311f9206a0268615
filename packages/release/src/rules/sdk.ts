import { type Finding, SOURCES } from './finding.js';
import type { Rule } from './rule.js';

/** The oldest major version of the SDK for new mini-apps. */
const FIRST_MAJOR = 3;

/** Checks the version of the SDK and the permissions of the mini-app. */
export const sdk: Rule = ({ bundle }) => [...version(bundle.sdkVersion), ...bundle.permissions.map(asked)];

function* version(sdkVersion: string | undefined): Generator<Finding> {
  const major = Number.parseInt(sdkVersion ?? '', 10);
  if (Number.isNaN(major)) {
    yield {
      rule: 'sdk-version-unknown',
      weight: 'warning',
      text: {
        en: 'The bundle does not say which SDK it was built with.',
        ko: '어떤 SDK로 빌드했는지 번들에 없어요.',
      },
      fix: { en: `Build it with SDK ${FIRST_MAJOR}.x.`, ko: `SDK ${FIRST_MAJOR}.x로 빌드하세요.` },
      source: SOURCES.sdkNotice,
    };
  } else if (major < FIRST_MAJOR) {
    yield {
      rule: 'sdk-too-old',
      weight: 'refused',
      text: {
        en: `The bundle was built with SDK ${sdkVersion}. No new mini-app below ${FIRST_MAJOR}.x is accepted since 2026-10-05.`,
        ko: `SDK ${sdkVersion}로 빌드했어요. 2026-10-05부터 ${FIRST_MAJOR}.x보다 낮은 새 미니앱은 받지 않아요.`,
      },
      fix: {
        en: `Move to ${FIRST_MAJOR}.x. A released ${FIRST_MAJOR}.x cannot go back. A mini-app that is live already may pass --live-since-2x.`,
        ko: `${FIRST_MAJOR}.x로 옮기세요. 출시한 ${FIRST_MAJOR}.x는 되돌릴 수 없어요. 이미 출시한 미니앱이라면 --live-since-2x를 넘기세요.`,
      },
      source: SOURCES.sdkNotice,
    };
  }
}

const asked = ({ name, access }: { readonly name: string; readonly access: string }): Finding => ({
  rule: 'permission-asked',
  weight: 'note',
  text: { en: `The mini-app asks for "${name}" (${access}).`, ko: `"${name}"(${access}) 권한을 요청해요.` },
  fix: { en: 'Ask only for what a feature needs.', ko: '기능에 필요한 권한만 요청하세요.' },
  source: SOURCES.observed,
});
