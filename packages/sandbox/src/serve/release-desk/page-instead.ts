import type { LocalizedText } from '@ait-iap/protocol';

const REASONS = {
  OTHER_APP: {
    ko: '이 샌드박스의 미니앱이 아니에요. 주소의 앱 이름을 확인해 주세요.',
    en: 'This sandbox has another mini-app. Check the name in the address.',
  },
  UNKNOWN: {
    ko: '그런 배포가 없어요. 링크를 확인해 주세요.',
    en: 'There is no such deployment. Check the link.',
  },
  NO_LINK: {
    ko: '테스트할 버전을 모르겠어요. intoss-private:// 링크의 ?_deploymentId=…까지 열어 주세요.',
    en: 'Which version is to be tested? Open the link with its ?_deploymentId=….',
  },
  NOT_RELEASED: {
    ko: '아직 출시한 버전이 없어요. 콘솔의 앱 출시 화면에서 출시해 주세요.',
    en: 'Nothing is released yet. Release a version in the console.',
  },
  NOT_BUILT: {
    ko: '아직 열 수 없는 버전이에요. 콘솔에서 상태를 확인해 주세요.',
    en: 'This version cannot be opened yet. See its state in the console.',
  },
  NO_PAGES: {
    ko: 'React Native 번들이라 브라우저로 열 수 없어요. 토스 앱에서 테스트해 주세요.',
    en: 'It is a React Native bundle: a browser has nothing to show. Test it in the Toss app.',
  },
  NOT_HERE: {
    ko: '번들 파일이 이 컴퓨터에 없어요. 다시 배포해 주세요.',
    en: 'The file of this bundle is not on this machine. Deploy again.',
  },
  NO_FILE: {
    ko: '번들에 이런 파일이 없어요.',
    en: 'The bundle has no such file.',
  },
} as const satisfies Record<string, LocalizedText>;

/** Why there is no page of the bundle. */
export type NotOpened = keyof typeof REASONS;

/** What a person sees instead. */
export function pageInstead(why: NotOpened): string {
  const { ko, en } = REASONS[why];
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>샌드박스</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}</style>
<h1 style="font-size:1.25rem">${ko}</h1><p lang="en">${en}</p></html>`;
}
