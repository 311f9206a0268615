// The name that Vitest and the editors look for. What it holds is in vitest.workspace.ts.
export { default } from './vitest.workspace.ts';
