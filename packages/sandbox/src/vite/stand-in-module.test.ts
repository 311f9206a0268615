import { describe, expect, it } from 'vitest';
import * as officialSdk from '../official-sdk.js';
import { isStandIn, standInCode, standInId } from './stand-in-module.js';

describe('the module in front of the official one', () => {
  it('replaces the modules of 3.x, and no others', () => {
    for (const name of ['@apps-in-toss/web-framework', '@apps-in-toss/webview-bridge'])
      expect(isStandIn(standInId(name, '/src/main.ts'))).toBe(true);
    for (const name of ['@apps-in-toss/web-framework/config', '@apps-in-toss/web-bridge', './local', 'react'])
      expect(standInId(name, '/src/main.ts')).toBeUndefined();
  });

  it('reaches the official module itself', () => {
    const id = standInId('@apps-in-toss/web-framework', undefined) ?? '';
    expect(standInId('@apps-in-toss/web-framework', id)).toBeUndefined();
    expect(standInCode(id, true)).toContain('export * from "@apps-in-toss/web-framework";');
    expect(standInCode(id, false)).not.toContain('from "@apps-in-toss/');
  });

  it('exports exactly what the stand-in has', () => {
    const code = standInCode(standInId('@apps-in-toss/web-framework', undefined) ?? '', true);
    const names = [...code.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
    const tools = ['createOfficialIap', 'overlay'];
    expect(names.sort()).toEqual(
      Object.keys(officialSdk)
        .filter((name) => !tools.includes(name))
        .sort(),
    );
  });
});
