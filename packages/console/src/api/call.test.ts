import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { asCurl } from './call.js';

describe('a call as curl', () => {
  it('survives a shell with quotes, dollars and Korean in its body', () => {
    const body = { reason: `it's $HOME "so" \`no\` — 미지급` };
    const line = asCurl({ method: 'POST', path: '/orders/1/refund', body }, 'http://127.0.0.1:4600');
    const shown = execFileSync('sh', ['-c', line.replace('curl', `printf '%s\\n'`)], { encoding: 'utf8' });
    expect(shown.split('\n').at(-2)).toBe(JSON.stringify(body));
  });

  it('says no method for a GET and no body where there is none', () => {
    expect(asCurl({ method: 'GET', path: '/clock' }, 'http://127.0.0.1:4600')).toBe(
      "curl 'http://127.0.0.1:4600/api/clock'",
    );
  });
});
