import type { CheckReport } from '../check/check-bundle.js';
import type { Language } from '../text/both.js';

/** The report as JUnit XML: one test for each finding that is no note, failed where it is refused; one that passed if there is none. */
export function junitReport({ bundle, findings }: CheckReport, language: Language): string {
  const told = findings.filter(({ weight }) => weight !== 'note');
  const cases = told.map(({ rule, weight, text, fix, file }) => {
    const head = `    <testcase classname="ait-iap-release" name="${escaped(file === undefined ? rule : `${rule} ${file}`)}"`;
    if (weight === 'warning')
      return `${head}><system-out>${escaped(`${text[language]} ${fix[language]}`)}</system-out></testcase>`;
    return `${head}><failure message="${escaped(text[language])}">${escaped(fix[language])}</failure></testcase>`;
  });
  if (cases.length === 0) cases.push('    <testcase classname="ait-iap-release" name="bundle"/>');
  const failures = told.filter(({ weight }) => weight === 'refused').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escaped(bundle.appName)} ${escaped(bundle.deploymentId)}" tests="${cases.length}" failures="${failures}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 takes no control characters, not even escaped. */
const escaped = (text: string) =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
