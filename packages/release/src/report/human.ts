import type { CheckReport } from '../check/check-bundle.js';
import type { BackendAnswer } from '../cors/backend-answer.js';
import type { PluginReport } from '../plugin/check-plugin.js';
import type { Finding, Weight } from '../rules/finding.js';
import type { PurchaseReport } from '../rules/purchase.js';
import { bytes } from '../text/amounts.js';
import type { Language } from '../text/both.js';
import { padded } from '../text/padded.js';

const WORDS = {
  ko: {
    refused: '반려',
    warning: '주의',
    note: '참고',
    fix: '해결',
    source: '근거',
    live: '라이브',
    'qr-test': 'QR 테스트',
  },
  en: {
    refused: 'refused',
    warning: 'warning',
    note: 'note',
    fix: 'fix',
    source: 'source',
    live: 'live',
    'qr-test': 'QR test',
  },
} as const;

/** The report for a terminal. */
export function humanReport(report: CheckReport | PluginReport, language: Language): string {
  const head =
    'plugin' in report
      ? [...pluginLines(report, language), '']
      : [
          ...headLines(report, language),
          '',
          ...sizeLines(report, language),
          '',
          ...backendLines(report.backends, language),
        ];
  return [
    ...head,
    ...report.findings.flatMap((finding) => [...findingLines(finding, language), '']),
    verdict(report, language),
  ].join('\n');
}

function pluginLines({ plugin, hosts }: PluginReport, language: Language): readonly string[] {
  const { kind, files, size, sha256 } = plugin;
  const named = hosts.join(', ');
  return language === 'ko'
    ? [
        `토스 플레이스 ${kind} 플러그인 · 파일 ${files}개 · ${bytes(size)}`,
        `sha256 ${sha256}`,
        `부르는 호스트: ${named || '없음'}`,
      ]
    : [
        `${kind} plugin of Toss Place · files: ${files} · ${bytes(size)}`,
        `sha256 ${sha256}`,
        `hosts that it calls: ${named || 'none'}`,
      ];
}

function headLines({ bundle, purchase, certificate }: CheckReport, language: Language): readonly string[] {
  const sdk = bundle.sdkVersion ?? '?';
  const functions = purchase.called.join(', ') || (language === 'ko' ? '없음' : 'none');
  return [
    `${bundle.appName} · ${bundle.platform} · SDK ${sdk} · ${bundle.deploymentId}`,
    `sha256 ${bundle.sha256}`,
    `${language === 'ko' ? '부르는 인앱결제 함수' : 'functions of in-app purchase'}: ${functions}${
      purchase.ourClient ? ' (@ait-iap/client)' : ''
    }`,
    purchaseLine(purchase, language),
    ...(certificate === undefined ? [] : [certificateLine(certificate, language)]),
  ];
}

function certificateLine(
  { commonName, daysLeft }: NonNullable<CheckReport['certificate']>,
  language: Language,
): string {
  return language === 'ko'
    ? `인증서 ${commonName} · ${daysLeft}일 남음`
    : `certificate of ${commonName}: ${daysLeft} days left`;
}

function purchaseLine({ sells, recovers, showsHistory }: PurchaseReport, language: Language): string {
  const word = (found: boolean) => (language === 'ko' ? (found ? '있음' : '없음') : found ? 'yes' : 'no');
  return language === 'ko'
    ? `결제 ${word(sells)} · 복구 ${word(recovers)} · 구매 내역 ${word(showsHistory)}`
    : `sells: ${word(sells)} · recovers: ${word(recovers)} · shows the history: ${word(showsHistory)}`;
}

function sizeLines({ size }: CheckReport, language: Language): readonly string[] {
  const rows: readonly (readonly [string, string, number])[] = [
    ['직접 넣은 파일', 'your own', size.own],
    ['플랫폼', 'the platform', size.platform],
    ['플랫폼의 소스맵', "the platform's source maps", size.platformMaps],
    ['100 MB까지 남은 크기', 'left of 100 MB', size.left],
  ];
  return [
    ...rows.map(([ko, en, count]) => `${bytes(count).padStart(9)}  ${language === 'ko' ? ko : en}`),
    ...size.largest.slice(0, 5).map(({ file, size: count }) => `${bytes(count).padStart(9)}    ${file}`),
  ];
}

function backendLines(backends: readonly BackendAnswer[], language: Language): readonly string[] {
  if (backends.length === 0) return [];
  const width = Math.max(...backends.map(({ backend }) => backend.length));
  const lines = backends.map(({ backend, kind, missing, unreachable }) => {
    const word =
      unreachable ??
      (missing.length === 0 ? 'ok' : [...new Set(missing.map(({ header }) => header))].join(', '));
    return `${padded(WORDS[language][kind], 10)} ${padded(backend, width)}  ${word}`;
  });
  const head =
    language === 'ko'
      ? `${padded('출처', 10)} ${padded('서버', width)}  빠졌거나 틀린 헤더`
      : `${padded('origin', 10)} ${padded('backend', width)}  header that is missing or wrong`;
  return ['CORS', head, ...lines, ''];
}

function findingLines(
  { rule, weight, text, fix, source, file, line }: Finding,
  language: Language,
): readonly string[] {
  const words = WORDS[language];
  const place = file === undefined ? '' : `  ${file}${line === undefined ? '' : `:${line}`}`;
  return [
    `${padded(words[weight], 7)} ${rule}${place}`,
    `        ${text[language]}`,
    `        ${words.fix}: ${fix[language]}`,
    `        ${words.source}: ${source}`,
  ];
}

function verdict({ findings, ok }: CheckReport | PluginReport, language: Language): string {
  const count = (wanted: Weight) => findings.filter(({ weight }) => weight === wanted).length;
  const [refused, warnings] = [count('refused'), count('warning')];
  if (language === 'ko')
    return ok ? `반려될 것이 없어요. 주의 ${warnings}건.` : `반려 ${refused}건, 주의 ${warnings}건.`;
  return ok ? `Nothing is refused. Warnings: ${warnings}.` : `Refused: ${refused}. Warnings: ${warnings}.`;
}
