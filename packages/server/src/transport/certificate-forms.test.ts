import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import { startLocalPartner } from '../../test/local-partner/local-partner.js';
import { tempFolder } from '../../test/support/temp-folder.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import { certificateFromEnvironment } from './certificate-from-environment.js';
import { certificateFromFiles } from './certificate-from-files.js';
import type { ClientCertificates } from './client-certificate.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };

let authority: Authority;
let good: IssuedCertificate;
let server: IssuedCertificate;
beforeAll(async () => {
  authority = await createAuthority();
  good = await authority.issue({ name: 'my-mini-app' });
  server = await authority.issue({ name: 'partner', hosts: ['localhost'] });
});

const refusal = (tls: unknown) =>
  rejection((async () => createPartnerClient({ tls: tls as ClientCertificates }))());
const miniAppOf = (tls: ClientCertificates) => createPartnerClient({ tls }).miniApp();
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const oneLine = (text: string) => text.trim().replaceAll('\n', '\\n');

/** How hosting dashboards, secret managers and people store a text. */
const wrappings: Record<string, (pem: string) => string | Uint8Array> = {
  'in base64': base64,
  'in base64 with lines': (pem) => base64(pem).replace(/(.{76})/g, '$1\n'),
  'in base64url': (pem) => Buffer.from(pem).toString('base64url'),
  'in base64 twice': (pem) => base64(base64(pem)),
  'escaped once': oneLine,
  'escaped twice': (pem) => oneLine(pem).replaceAll('\\n', '\\\\n'),
  'escaped with the line ends of Windows': (pem) => pem.trim().replaceAll('\n', '\\r\\n'),
  'escaped, in base64': (pem) => base64(oneLine(pem)),
  'indented by two spaces': (pem) => pem.replace(/^/gm, '  '),
  'indented by tabs': (pem) => pem.replace(/^/gm, '\t'),
  'with the line ends of Windows': (pem) => pem.replaceAll('\n', '\r\n'),
  'without the last line end': (pem) => pem.trimEnd(),
  'in quotation marks': (pem) => `"${pem}"`,
  'in single quotation marks, escaped': (pem) => `'${oneLine(pem)}'`,
  'as a JSON text': (pem) => JSON.stringify(pem),
  'as a JSON text in a JSON text': (pem) => JSON.stringify(JSON.stringify(pem)),
  'with a byte order mark': (pem) => `\ufeff${pem}`,
  'as UTF-16 of Windows': (pem) => Buffer.from(`\ufeff${pem}`, 'utf16le'),
  'with text around it': (pem) => `Bag Attributes\n    friendlyName: x\n${pem}\nthe end`,
  'as a Uint8Array': (pem) => new TextEncoder().encode(pem),
};

describe('PEM is accepted', () => {
  test.each(Object.entries(wrappings))('%s', (_, wrap) => {
    const [cert, key, ca] = [good.cert, good.key, `${authority.ca}\n${authority.ca}`].map(wrap) as string[];
    expect(miniAppOf({ cert, key, ca } as never)).toBe('my-mini-app');
  });

  test('in any of these forms, wrapped once more', () => {
    const texts = Object.entries(wrappings).filter(([, wrap]) => typeof wrap('x') === 'string');
    const wrap = fc.constantFrom(...texts.map(([, each]) => each as (pem: string) => string));
    fc.assert(
      fc.property(wrap, fc.boolean(), (inner, encoded) => {
        const stored = (pem: string) => (encoded ? base64(inner(pem)) : inner(pem));
        expect(miniAppOf({ cert: stored(good.cert), key: stored(good.key) })).toBe('my-mini-app');
      }),
    );
  });

  test('with the certificates of a chain in any order', () => {
    const cert = `${authority.ca}\n${good.cert}`;
    expect(miniAppOf({ cert, key: good.key })).toBe('my-mini-app');
  });

  test('of one file that holds both', () => {
    const both = `${good.key}\n${good.cert}`;
    expect(miniAppOf({ cert: both, key: both })).toBe('my-mini-app');
  });

  test('from variables, PKCS#12 first', () => {
    const variables = { AIT_IAP_CLIENT_CERT: base64(good.cert), AIT_IAP_CLIENT_KEY: base64(good.key) };
    expect(miniAppOf(certificateFromEnvironment({}, variables))).toBe('my-mini-app');
  });
});

test.each(['pkcs8', 'sec1'] as const)(
  'DER is accepted, with its key as %s, as bytes or in base64',
  (type) => {
    const cert = Buffer.from(good.cert.replace(/-----.*-----|\s/g, ''), 'base64');
    const key = createPrivateKey(good.key).export({ type, format: 'der' });
    expect(miniAppOf({ cert, key })).toBe('my-mini-app');
    expect(miniAppOf({ cert: base64(cert), key: base64(key) })).toBe('my-mini-app');
  },
);

describe('an unusable certificate gives an error that says what it looks like and how to convert it', () => {
  const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----`;
  const cases: readonly [string, () => object, string, RegExp][] = [
    ['exchanged', () => ({ cert: good.key, key: good.cert }), 'tls.cert', /Exchange the two/],
    ['PKCS#7', () => ({ ...good, cert: pem('PKCS7') }), 'tls.cert', /PKCS#7.*openssl pkcs7/],
    [
      'a certificate request',
      () => ({ ...good, cert: pem('CERTIFICATE REQUEST') }),
      'tls.cert',
      /certificate request/,
    ],
    [
      'a key of OpenSSH',
      () => ({ ...good, key: pem('OPENSSH PRIVATE KEY') }),
      'tls.key',
      /ssh-keygen -p -m PEM/,
    ],
    ['a public key', () => ({ ...good, key: pem('PUBLIC KEY') }), 'tls.key', /public key/],
    ['a damaged key', () => ({ ...good, key: pem('PRIVATE KEY') }), 'tls.key', /damaged/],
    ['a damaged certificate', () => ({ ...good, cert: pem('CERTIFICATE') }), 'tls.cert', /damaged/],
    ['a path', () => ({ ...good, cert: 'certs/client.crt' }), 'tls.cert', /looks like a path/],
    ['an absolute path', () => ({ ...good, key: '/run/secrets/toss_key' }), 'tls.key', /looks like a path/],
    ['half of it', () => ({ ...good, cert: good.cert.slice(0, 300) }), 'tls.cert', /cut short/],
    [
      'half of it in base64',
      () => ({ ...good, cert: base64(good.cert).slice(0, 300) }),
      'tls.cert',
      /cut short/,
    ],
    [
      'a Java key store',
      () => ({ ...good, cert: Buffer.from('feedfeed00000002', 'hex') }),
      'tls.cert',
      /keytool/,
    ],
    [
      'DER of something else',
      () => ({ ...good, cert: Buffer.from('3003020101', 'hex') }),
      'tls.cert',
      /asn1parse/,
    ],
    ['something else as PKCS#12', () => ({ pfx: good.cert }), 'tls.pfx', /holds a certificate/],
    ['nothing', () => ({}), 'tls.cert', /empty or not given/],
  ];
  test.each(cases)('%s', async (_, tls, field, message) => {
    const error = await refusal(tls());
    expect(error).toMatchObject({ name: 'ClientCertificateError', field, retryable: false });
    expect((error as Error).message).toMatch(message);
    expect(everyText(error)).not.toContain(good.key.split('\n')[1]);
  });

  test('an empty list of certificates', async () => {
    expect(await refusal([])).toMatchObject({ code: 'CERTIFICATE_MISSING', field: 'tls' });
  });

  test.each([undefined, null, 7, 'client.crt', []])('%j instead of a certificate', async (tls) => {
    expect(await refusal(() => tls)).toMatchObject({ name: 'ClientCertificateError', field: 'tls.cert' });
  });

  test.each([
    ['missing', undefined],
    ['wrong', 'open barley'],
  ])('an encrypted key whose passphrase is %s', async (word, passphrase) => {
    const encrypted = { cipher: 'aes-256-cbc', passphrase: 'open sesame' };
    const privateKey = createPrivateKey(good.key);
    for (const format of ['pem', 'der'] as const) {
      const key = privateKey.export({ type: 'pkcs8', format, ...encrypted } as never);
      expect(miniAppOf({ cert: good.cert, key, passphrase: 'open sesame' })).toBe('my-mini-app');
      const error = await refusal({ cert: good.cert, key, passphrase });
      expect(error).toMatchObject({ code: 'KEY_ENCRYPTED', field: 'tls.key' });
      expect((error as Error).message).toContain(`passphrase is ${word}`);
    }
  });

  test('an encrypted key of the old format is accepted with its passphrase, on one line too', () => {
    const key = createPrivateKey(good.key).export({
      type: 'sec1',
      format: 'pem',
      cipher: 'aes-128-cbc',
      passphrase: 'open sesame',
    } as never) as unknown as string;
    for (const stored of [key, key.replaceAll('\n', ' '), base64(key), oneLine(key)]) {
      expect(miniAppOf({ cert: good.cert, key: stored, passphrase: 'open sesame' })).toBe('my-mini-app');
    }
  });
});

const openssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
})();

// Without this program PKCS#12 cannot be created: Node only reads it.
describe.runIf(openssl)('PKCS#12 that openssl made', () => {
  function make(passphrase: string, ...more: string[]): string {
    const folder = tempFolder();
    onTestFinished(() => folder.remove());
    const path = (name: string) => join(folder.path, name);
    writeFileSync(path('client.crt'), good.cert);
    writeFileSync(path('client.key'), good.key);
    const from = ['-in', path('client.crt'), '-inkey', path('client.key'), '-passout', `pass:${passphrase}`];
    execFileSync('openssl', ['pkcs12', '-export', '-out', path('client.p12'), ...from, ...more]);
    return path('client.p12');
  }

  test('is sent to the partner API, from a file, a Buffer, base64 and a variable', async () => {
    const path = make('secret');
    const pfx = readFileSync(path);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    const beside = { ca: authority.ca, passphrase: 'secret' };
    const variables = {
      AIT_IAP_CLIENT_PFX: base64(pfx),
      AIT_IAP_CLIENT_KEY_PASSPHRASE: 'secret',
      AIT_IAP_CA: authority.ca,
    };
    const ways: ClientCertificates[] = [
      { pfx, ...beside },
      { pfx: base64(pfx), ...beside },
      { cert: pfx, key: pfx, ...beside },
      certificateFromEnvironment({}, variables),
      async () => ({ pfx, ...beside }),
    ];
    for (const tls of ways) {
      const client = createPartnerClient({ tls, baseUrl: partner.origin });
      expect(await client.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
      expect(client.miniApp()).toBe('my-mini-app');
      expect(client.certificateExpiresAt()).toBeInstanceOf(Date);
      await client.close();
    }
    expect(new Set(partner.seen.map(({ clientName }) => clientName))).toEqual(new Set(['my-mini-app']));
    expect(miniAppOf(certificateFromFiles({ pfx: path, passphrase: 'secret' }))).toBe('my-mini-app');
  });

  test.each([
    ['missing', undefined],
    ['wrong', 'guess'],
  ])('says that its passphrase is %s', async (word, passphrase) => {
    const error = await refusal({ pfx: readFileSync(make('secret')), passphrase });
    expect(error).toMatchObject({ code: 'KEY_ENCRYPTED', field: 'tls.pfx' });
    expect((error as Error).message).toContain(`passphrase is ${word}`);
  });

  test('needs no passphrase when it has none', () => {
    expect(miniAppOf({ pfx: readFileSync(make('')) })).toBe('my-mini-app');
  });

  test('with an outdated cipher gives an error with the command that converts it, and the result is accepted', async () => {
    const path = make('secret', '-legacy');
    const error = await refusal({ pfx: readFileSync(path), passphrase: 'secret' });
    const command = /openssl pkcs12 -legacy -in client\.p12 -nodes -out client\.pem/.exec(
      (error as Error).message,
    );
    expect(command).not.toBeNull();
    const [program = '', ...args] = command?.[0].split(' ') ?? [];
    execFileSync(program, [...args, '-passin', 'pass:secret'], { cwd: join(path, '..') });
    const both = readFileSync(join(path, '..', 'client.pem'));
    expect(miniAppOf({ cert: both, key: both })).toBe('my-mini-app');
  });

  test('without its key, or cut short, gives an error that says so', async () => {
    const whole = readFileSync(make('secret'));
    const cut = await refusal({ pfx: whole.subarray(0, 200), passphrase: 'secret' });
    expect((cut as Error).message).toMatch(/damaged or cut short/);
    const path = make('secret', '-nokeys');
    const keyless = await refusal({ pfx: readFileSync(path), passphrase: 'secret' });
    expect((keyless as Error).message).toMatch(/without a private key/);
  });
});
