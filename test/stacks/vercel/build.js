// `vercel build` needs no account, only a project that it takes for linked.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

mkdirSync('.vercel', { recursive: true });
const project = { projectId: 'prj_none', orgId: 'team_none', settings: { framework: null } };
writeFileSync('.vercel/project.json', JSON.stringify(project));
const { status, stdout, stderr } = spawnSync('npx', ['vercel', 'build', '--yes'], {
  encoding: 'utf8',
  env: { ...process.env, VERCEL_TELEMETRY_DISABLED: '1' },
});
if (status !== 0) throw new Error(stdout + stderr);
