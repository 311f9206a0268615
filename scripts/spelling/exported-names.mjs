import ts from 'typescript';

/**
 * What the console's own folder for it declares has the name that the sandbox's control API gives it: the console may not
 * import the sandbox.
 */
const MIRROR = /^packages\/console\/src\/(api|live)\//;

/** One thing under one name in two files, and why nothing can import it from the other. */
const REASONS = [
  {
    why: 'two packages do the same, and may not import each other',
    names: [
      'Cell',
      'CliContext',
      'createEmitter',
      'DEFAULT_GRANT_TIMEOUT_MS',
      'exportCommand',
      'inTime',
      'KOREAN_MESSAGES',
      'Language',
      'Problem',
      'readBundle',
      'runCli',
      'Subscription',
      'systemClock',
      'UnknownOrderError',
      'useLanguage',
      'useProducts',
      'WebhookAuthorization',
    ],
  },
  { why: 'the official SDK calls it so, and both stand in for it', names: ['IAP'] },
  { why: 'one for each test runner, in its own entry', names: ['test', 'SandboxFixtures'] },
  { why: 'which of them is loaded is said in `imports` of package.json', names: ['UndiciChannels'] },
];

const REASON_OF = new Map(REASONS.flatMap(({ why, names }) => names.map((name) => [name, why])));

/**
 * One exported name means one thing: no name is declared and exported by two files, unless a reason is written above.
 *
 * @returns a sentence for each name that is, and for each reason that nothing needs any more
 */
export function namesOfTwoFiles(files) {
  const places = new Map();
  for (const file of files.filter(({ fileName }) => !MIRROR.test(fileName))) {
    for (const name of new Set(exportedBy(file)))
      places.set(name, [...(places.get(name) ?? []), file.fileName]);
  }
  const twice = [...places].filter(([, where]) => where.length > 1);
  const unused = [...REASON_OF.keys()].filter((name) => (places.get(name)?.length ?? 0) < 2);
  return [
    ...twice
      .filter(([name]) => !REASON_OF.has(name))
      .map(([name, where]) => `${name} is exported by ${where.join(' and ')}`),
    ...unused.map(
      (name) => `${name} is exported once, and needs no reason in scripts/spelling/exported-names.mjs`,
    ),
  ];
}

/** What a file declares and exports. What it passes on from another file has its name from there. */
function exportedBy(file) {
  return file.statements.flatMap((statement) => {
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.flatMap(({ name }) => (name !== undefined && ts.isIdentifier(name) ? [name.text] : []));
  });
}
