import type { ConfigEnv, UserConfig } from 'vite';
import { describe, expect, it } from 'vitest';
import { tossSandbox } from '../vite.js';

const SERVE: ConfigEnv = { command: 'serve', mode: 'development', isSsrBuild: false, isPreview: false };

function applies(env: Partial<ConfigEnv>, config: UserConfig = {}) {
  return tossSandbox().map(({ name, apply }) => {
    const does =
      typeof apply === 'function'
        ? apply.call({} as never, config, { ...SERVE, ...env })
        : apply === (env.command ?? 'serve');
    return [name, does];
  });
}

describe('the Vite plugin', () => {
  const only = (dev: boolean, guard: boolean) => [
    ['ait-iap-sandbox:dev', dev],
    ['ait-iap-sandbox:guard', guard],
  ];

  it('runs the page on the sandbox in a development server, and guards a build', () => {
    expect(applies({})).toEqual(only(true, false));
    expect(applies({ command: 'build', mode: 'production' })).toEqual(only(false, true));
  });

  it('starts nothing in a preview, nor in a run of Vitest, whatever its mode', () => {
    expect(applies({ isPreview: true })).toEqual(only(false, false));
    expect(applies({ mode: 'test' })).toEqual(only(false, false));
    const vitest = { plugins: [null, [{ name: 'vitest:resolve-root' }], { name: 'react' }] };
    expect(applies({ mode: 'staging' }, vitest)).toEqual(only(false, false));
    expect(applies({}, { plugins: [{ name: 'react' }, undefined] })).toEqual(only(true, false));
  });

  it('does not guard when that is switched off', () => {
    expect(tossSandbox({ guard: false }).map(({ name }) => name)).toEqual(['ait-iap-sandbox:dev']);
  });
});
