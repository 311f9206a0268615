import { daysLeft } from '../certificate/read-certificate.js';
import { type Finding, SOURCES } from './finding.js';
import type { Rule, RuleInput } from './rule.js';

const SOON_DAYS = 30;

/** Checks that bundle, certificate and configuration belong to the same mini-app. */
export const identity: Rule = (evidence) => [
  ...names(evidence),
  ...certificateDays(evidence),
  ...entryPage(evidence),
];

function* names({ bundle, certificate, configuredAppName }: RuleInput): Generator<Finding> {
  const others: readonly (readonly [string | undefined, string, string, string])[] = [
    [certificate?.commonName, 'certificate-of-other-app', 'the client certificate', '클라이언트 인증서'],
    [configuredAppName, 'configuration-of-other-app', 'the configuration', '설정 파일'],
  ];
  for (const [name, rule, en, ko] of others) {
    if (name === undefined || name === bundle.appName) continue;
    yield {
      rule,
      weight: 'refused',
      text: {
        en: `The bundle is of "${bundle.appName}", ${en} is of "${name}".`,
        ko: `번들은 "${bundle.appName}"의 것이고 ${ko}은 "${name}"의 것이에요.`,
      },
      fix: {
        en: 'Take the one that belongs to this mini-app: with another name every order is MINIAPP_MISMATCH.',
        ko: '이 미니앱의 것을 쓰세요. 이름이 다르면 모든 주문이 MINIAPP_MISMATCH예요.',
      },
      source: SOURCES.observed,
    };
  }
}

function* certificateDays({ certificate, now }: RuleInput): Generator<Finding> {
  if (certificate === undefined) return;
  const days = daysLeft(certificate, now);
  if (days >= SOON_DAYS) return;
  const expired = certificate.validTo <= now;
  yield {
    rule: expired ? 'certificate-expired' : 'certificate-expires-soon',
    weight: expired ? 'refused' : 'warning',
    text: expired
      ? { en: 'The client certificate has run out.', ko: '클라이언트 인증서가 만료됐어요.' }
      : {
          en: `The client certificate runs out in ${days} days.`,
          ko: `클라이언트 인증서가 ${days}일 뒤에 만료돼요.`,
        },
    fix: {
      en: 'Create a second one in the console and configure both, so that nothing stands still.',
      ko: '콘솔에서 두 번째 인증서를 만들고 둘 다 설정하세요. 그러면 멈추지 않아요.',
    },
    source: SOURCES.observed,
  };
}

function* entryPage({ bundle }: RuleInput): Generator<Finding> {
  if (bundle.platform !== 'web' || bundle.files.has('web/index.html')) return;
  yield {
    rule: 'entry-page-missing',
    weight: 'refused',
    text: {
      en: 'The bundle has no web/index.html, so no page opens.',
      ko: '번들에 web/index.html이 없어서 페이지가 열리지 않아요.',
    },
    fix: {
      en: 'Look at outdir and the build command in the configuration; an old outdir/web is used again without a build.',
      ko: '설정의 outdir과 빌드 명령을 확인하세요. 오래된 outdir/web은 빌드하지 않고 다시 써요.',
    },
    source: SOURCES.observed,
  };
}
