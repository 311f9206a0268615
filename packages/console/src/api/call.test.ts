import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCurl } from './call.js';

describe('a call as curl', () => {
  it('survives a shell with quotes, dollars and Korean in its body', () => {
    const body = { reason: `it's $HOME "so" \`no\` — 미지급` };
    const line = asCurl({ method: 'POST', path: '/orders/1/refund', body }, 'http://127.0.0.1:4600');
    const shown = execFileSync('sh', ['-c', line.replace('curl', `printf '%s\\n'`)], { encoding: 'utf8' });
    expect(shown.split('\n').at(-2)).toBe(JSON.stringify(body));
  });

  it('reads a file that is a field of its body, however large that is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ait-iap-curl-'));
    const bytes = Buffer.alloc(300_000, 'gem');
    writeFileSync(join(folder, `it's a gem.png`), bytes);
    const body = { name: '보석', picture: new File([], `it's a gem.png`) };
    const line = asCurl({ method: 'POST', path: '/registrations', body }, 'http://127.0.0.1:4600');
    const sent = line.slice(0, line.lastIndexOf(' | curl'));
    const shown = execFileSync('sh', ['-c', sent], { encoding: 'utf8', cwd: folder });
    expect(JSON.parse(shown)).toEqual({ name: '보석', picture: bytes.toString('base64') });
    rmSync(folder, { recursive: true });
  });

  it('names no method for a GET, and no body when there is none', () => {
    expect(asCurl({ method: 'GET', path: '/clock' }, 'http://127.0.0.1:4600')).toBe(
      "curl 'http://127.0.0.1:4600/api/clock'",
    );
  });
});
