import { type Finding, SOURCES } from '../rules/finding.js';
import type { Language } from '../text/both.js';
import type { BackendAnswer, MissingHeader } from './backend-answer.js';

/** The finding for a backend that does not allow pages of the mini-app: they show an error, and nobody can buy. */
export const corsFindings = (answers: readonly BackendAnswer[]): readonly Finding[] =>
  answers.flatMap((answer) => [
    ...(answer.unreachable === undefined ? [] : [unreachable(answer, answer.unreachable)]),
    // Usually the preflight and the request lack the same header, which needs one correction.
    ...[...Map.groupBy(answer.missing, ({ header, found }) => `${header} ${found ?? ''}`).values()].flatMap(
      (same) => [...refusedBy(answer, same)],
    ),
  ]);

const ANSWERS = {
  preflight: { en: 'preflight', ko: '사전 요청' },
  request: { en: 'request', ko: '요청' },
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
): Generator<Finding> {
  const [first] = missing;
  if (first === undefined) return;
  const { header, found, wanted } = first;
  const answers = (language: Language) => missing.map(({ answerTo }) => ANSWERS[answerTo][language]);
  yield {
    rule: `cors-${header.replace('access-control-allow-', '')}`,
    weight: 'refused',
    text: {
      en: `${backend} answers the ${answers('en').join(' and the ')} of ${origin} with ${found === undefined ? `no ${header}` : `${header}: ${found}`}.`,
      ko: `${backend}가 ${origin}의 ${answers('ko').join('과 ')}에 ${found === undefined ? `${header} 없이` : `${header}: ${found}로`} 응답해요.`,
    },
    fix: {
      en: `Answer with "${header}: ${wanted}". createIapHandler of @ait-iap/server does, if appName is right.`,
      ko: `"${header}: ${wanted}"로 응답하세요. appName이 맞으면 @ait-iap/server의 createIapHandler가 해요.`,
    },
    source: SOURCES.release,
  };
}
