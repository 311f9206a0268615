import type { CheckReport } from '../check/check-bundle.js';
import type { PluginReport } from '../plugin/check-plugin.js';
import type { Language } from '../text/both.js';
import { escapedXml } from './escaped-xml.js';

/**
 * The report as JUnit XML: one test for each finding except notes, failed if the finding is `refused`. Without
 * findings, one passed test.
 */
export function junitReport(report: CheckReport | PluginReport, language: Language): string {
  const { findings } = report;
  const told = findings.filter(({ weight }) => weight !== 'note');
  const cases = told.map(({ rule, weight, text, fix, file }) => {
    const head = `    <testcase classname="ait-iap-release" name="${escapedXml(file === undefined ? rule : `${rule} ${file}`)}"`;
    if (weight === 'warning')
      return `${head}><system-out>${escapedXml(`${text[language]} ${fix[language]}`)}</system-out></testcase>`;
    return `${head}><failure message="${escapedXml(text[language])}">${escapedXml(fix[language])}</failure></testcase>`;
  });
  if (cases.length === 0)
    cases.push(
      `    <testcase classname="ait-iap-release" name="${'plugin' in report ? 'plugin' : 'bundle'}"/>`,
    );
  const failures = told.filter(({ weight }) => weight === 'refused').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escapedXml(subjectOf(report))}" tests="${cases.length}" failures="${failures}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const subjectOf = (report: CheckReport | PluginReport) =>
  'plugin' in report
    ? `${report.plugin.kind} plugin ${report.plugin.sha256}`
    : `${report.bundle.appName} ${report.bundle.deploymentId}`;
