import { type Finding, SOURCES } from '../rules/finding.js';
import type { Language } from '../text/both.js';
import type { BackendAnswer, MissingHeader } from './backend-answer.js';

/**
 * The findings for backends that do not allow pages of the mini-app: they show an error, and nobody can buy. A header that only
 * pages with credentials need is refused if the code is seen to send some. Otherwise it is a note, because an option may be
 * built at run time.
 */
export const corsFindings = (
  answers: readonly BackendAnswer[],
  sendsCredentials: boolean,
): readonly Finding[] =>
  answers.flatMap((answer) => [
    ...(answer.unreachable === undefined ? [] : [unreachable(answer, answer.unreachable)]),
    // Usually the preflight and the request lack the same header, which needs one correction.
    ...[...Map.groupBy(answer.missing, ({ header, found }) => `${header} ${found ?? ''}`).values()].flatMap(
      (same) => [...refusedBy(answer, same, sendsCredentials)],
    ),
  ]);

const ANSWERS = {
  preflight: { en: 'preflight', ko: '사전 요청' },
  request: { en: 'request', ko: '요청' },
} as const;

const NO_CREDENTIALS = {
  en: ' That is enough for pages that send no cookies, and none of yours is seen to.',
  ko: ' 쿠키를 보내지 않는 페이지라면 이대로 괜찮아요. 쿠키를 보내는 코드는 찾지 못했어요.',
} as const;

const unreachable = ({ backend }: BackendAnswer, reason: string): Finding => ({
  rule: 'backend-unreachable',
  weight: 'warning',
  text: {
    en: `${backend} could not be asked from here (${reason}).`,
    ko: `여기서 ${backend}에 물을 수 없었어요(${reason}).`,
  },
  fix: {
    en: 'Run the check where the backend can be reached, or leave the address out with --only-named.',
    ko: '서버에 닿을 수 있는 곳에서 확인하거나 --only-named로 빼세요.',
  },
  source: SOURCES.release,
});

function* refusedBy(
  { backend, origin }: BackendAnswer,
  missing: readonly MissingHeader[],
  sendsCredentials: boolean,
): Generator<Finding> {
  const [first] = missing;
  if (first === undefined) return;
  const { header, found, wanted, needed } = first;
  const isNote = needed === 'with-credentials' && !sendsCredentials;
  const answers = (language: Language) => missing.map(({ answerTo }) => ANSWERS[answerTo][language]);
  yield {
    rule: `cors-${header.replace('access-control-allow-', '')}`,
    weight: isNote ? 'note' : 'refused',
    text: {
      en: `${backend} answers the ${answers('en').join(' and the ')} of ${origin} with ${found === undefined ? `no ${header}` : `${header}: ${found}`}.${isNote ? NO_CREDENTIALS.en : ''}`,
      ko: `${backend}가 ${origin}의 ${answers('ko').join('과 ')}에 ${found === undefined ? `${header} 없이` : `${header}: ${found}로`} 응답해요.${isNote ? NO_CREDENTIALS.ko : ''}`,
    },
    fix: {
      en: `Answer with "${header}: ${wanted}". createIapHandler of @ait-iap/server does, if appName is right.`,
      ko: `"${header}: ${wanted}"로 응답하세요. appName이 맞으면 @ait-iap/server의 createIapHandler가 해요.`,
    },
    source: SOURCES.release,
  };
}
