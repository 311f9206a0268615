import { escapedXml } from '../report/escaped-xml.js';
import type { Language } from '../text/both.js';
import type { Evidence } from './evidence.js';

/** The evidence as JUnit XML: one test for each row. Rows that a person has to check are skipped. */
export function evidenceJunit({ appName, deploymentId, sha256, rows }: Evidence, language: Language): string {
  const cases = rows.map(({ id, verdict, seen }) => {
    const head = `    <testcase classname="ait-iap-release.evidence" name="${id}"`;
    const text = escapedXml(seen[language]);
    if (verdict === 'fail') return `${head}><failure message="${text}"/></testcase>`;
    if (verdict === 'by-hand') return `${head}><skipped message="${text}"/></testcase>`;
    return `${head}><system-out>${text}</system-out></testcase>`;
  });
  const count = (wanted: string) => rows.filter(({ verdict }) => verdict === wanted).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escapedXml(`${appName} ${deploymentId}`)}" tests="${rows.length}" failures="${count('fail')}" skipped="${count('by-hand')}">`,
    `    <properties><property name="sha256" value="${sha256}"/></properties>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
