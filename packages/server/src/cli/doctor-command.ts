import { type Command, FOUND } from './command.js';
import { checkCors } from './doctor/check-cors.js';
import { checkDatabase } from './doctor/check-database.js';
import { checkPartner } from './doctor/check-partner.js';
import type { DoctorFinding } from './doctor/finding.js';

const MARKS: Readonly<Record<DoctorFinding['state'], string>> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
  skipped: 'skipped',
};

/** Checks certificate, partner API, clock, database, reconciliation and CORS, and says what is wrong and what to do. */
export const doctorCommand: Command = {
  needsDatabase: false,
  options: {
    cert: { type: 'string' },
    key: { type: 'string' },
    pfx: { type: 'string' },
    ca: { type: 'string' },
    'partner-url': { type: 'string' },
    'backend-url': { type: 'string' },
    'app-name': { type: 'string' },
  },
  run: async (input) => {
    const findings = [
      ...(await checkPartner(input)),
      ...(await checkDatabase(input.database)),
      await checkCors(input),
    ];
    const wrong = findings.filter(({ state }) => state === 'failed').length;
    if (input.json) input.out(JSON.stringify({ healthy: wrong === 0, findings }));
    else for (const line of linesOf(findings, wrong)) input.out(line);
    return wrong === 0 ? 0 : FOUND;
  },
};

function linesOf(findings: readonly DoctorFinding[], wrong: number): string[] {
  const lines = findings.flatMap(({ check, state, says, todo }) => [
    `${MARKS[state]}  ${check}: ${says}`,
    ...(todo === undefined ? [] : [`         ${todo}`]),
  ]);
  return [
    ...lines,
    wrong === 0 ? 'Nothing is wrong. (문제가 없어요.)' : `${wrong} to mend. (고칠 것이 ${wrong}개 있어요.)`,
  ];
}
