import type { CheckReport } from '../check/check-bundle.js';
import type { PluginReport } from '../plugin/check-plugin.js';
import type { Finding } from '../rules/finding.js';
import type { Language } from '../text/both.js';

const LEVELS = { refused: 'error', warning: 'warning', note: 'note' } as const;

/** The report as SARIF 2.1.0, which code hosting services show beside the code. */
export function sarifReport(report: CheckReport | PluginReport, language: Language): string {
  const { findings } = report;
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ait-iap-release',
            informationUri: 'https://github.com/ait-iap/ait-iap',
            rules: rules.map(({ rule, fix, source }) => ({
              id: rule,
              help: { text: `${fix[language]} (${source})` },
            })),
          },
        },
        properties: subjectOf(report),
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          level: LEVELS[finding.weight],
          message: { text: `${finding.text[language]} ${finding.fix[language]}` },
          ...locationOf(finding),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function subjectOf(report: CheckReport | PluginReport) {
  if ('plugin' in report) return { plugin: report.plugin.kind, sha256: report.plugin.sha256 };
  const { appName, deploymentId, sha256 } = report.bundle;
  return { appName, deploymentId, sha256 };
}

function locationOf({ file, line }: Finding) {
  if (file === undefined) return {};
  const physicalLocation = {
    artifactLocation: { uri: encodeURI(file) },
    ...(line === undefined ? {} : { region: { startLine: line } }),
  };
  return { locations: [{ physicalLocation }] };
}
