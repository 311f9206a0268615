import { request } from 'node:https';
import { createOrderId } from '@ait-iap/protocol';
import { createPartnerClient } from '../../partner-api/create-partner-client.js';
import type { PartnerClient } from '../../partner-api/partner-client.js';
import { certificateFromEnvironment } from '../../transport/certificate-from-environment.js';
import { certificateFromFiles } from '../../transport/certificate-from-files.js';
import { checkCertificate } from '../../transport/checked-certificate.js';
import type { ClientCertificate } from '../../transport/client-certificate.js';
import type { CommandInput } from '../command.js';
import { type DoctorFinding, findingOf } from './finding.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const TIMEOUT_MS = 10_000;

// A smaller difference does not matter: grants have tens of seconds, checks have minutes.
const CLOCK_OFF_MS = 5_000;

// The platform may refuse a question without a user key.
const NOBODY = 'ait-iap-doctor';

const OFFICIAL = 'https://apps-in-toss-api.toss.im';

/** Checks the certificate, asks the partner API about an order that does not exist, and compares the clocks. */
export async function checkPartner({
  given,
  environment,
}: Pick<CommandInput, 'given' | 'environment'>): Promise<DoctorFinding[]> {
  let certificate: ClientCertificate;
  let client: PartnerClient;
  const baseUrl = given['partner-url'] ?? environment.AIT_IAP_PARTNER_URL;
  try {
    certificate = readCertificate(given, environment);
    client = createPartnerClient({ tls: certificate, baseUrl, timeoutMs: TIMEOUT_MS, retries: 0 });
  } catch (error) {
    const rest = { state: 'skipped', says: 'the partner API answers only with a certificate' } as const;
    const todo = 'Name it by --cert and --key, by --pfx, or by AIT_IAP_CLIENT_CERT and AIT_IAP_CLIENT_KEY.';
    return [
      findingOf('certificate', error, todo),
      { check: 'partner-api', ...rest },
      { check: 'clock', ...rest },
    ];
  }
  try {
    return [
      expiryOf(client),
      await askPartner(client),
      await compareClocks(certificate, baseUrl ?? OFFICIAL),
    ];
  } finally {
    await client.close();
  }
}

function readCertificate(
  given: CommandInput['given'],
  environment: CommandInput['environment'],
): ClientCertificate {
  const { cert, key, pfx, ca } = given;
  const passphrase = environment.AIT_IAP_CLIENT_KEY_PASSPHRASE || undefined;
  if (pfx !== undefined) return certificateFromFiles({ pfx, ca, passphrase })();
  if (cert !== undefined) return certificateFromFiles({ cert, key: key ?? cert, ca, passphrase })();
  return certificateFromEnvironment({}, environment)();
}

function expiryOf(client: PartnerClient): DoctorFinding {
  const expiresAt = client.certificateExpiresAt();
  const days = expiresAt === undefined ? undefined : Math.floor((expiresAt.getTime() - Date.now()) / DAY_MS);
  const says = `it belongs to ${client.miniApp() ?? 'an unnamed mini-app'}, and runs out in ${days ?? 'unknown'} days`;
  return days !== undefined && days < SOON_DAYS
    ? {
        check: 'certificate',
        state: 'warning',
        says,
        todo: 'Register a second one in the console, and configure both.',
      }
    : { check: 'certificate', state: 'ok', says };
}

async function askPartner(client: PartnerClient): Promise<DoctorFinding> {
  try {
    const { status } = await client.getOrderStatus({ orderId: createOrderId(), userKey: NOBODY });
    return { check: 'partner-api', state: 'ok', says: `it answers ${status} about an order that nobody has` };
  } catch (error) {
    return findingOf('partner-api', error, 'Check the network and the firewall of this machine.');
  }
}

async function compareClocks(certificate: ClientCertificate, url: string): Promise<DoctorFinding> {
  const check = 'clock';
  try {
    const begun = Date.now();
    const date = await dateOf(url, certificate);
    if (date === undefined)
      return { check, state: 'skipped', says: 'the partner API does not send its time' };
    const ended = Date.now();
    // The header has whole seconds and was written between the two times.
    const off = Math.max(0, begun - (date + 1_000), date - ended);
    const seconds = Math.round(off / 1_000);
    return off <= CLOCK_OFF_MS
      ? { check, state: 'ok', says: 'it agrees with that of the partner API' }
      : {
          check,
          state: 'failed',
          says: `it is ${seconds} seconds ${begun > date ? 'ahead of' : 'behind'} that of the partner API`,
          todo: 'Turn time synchronisation (NTP) on: checks come at the wrong time, and a certificate may seem to have run out.',
        };
  } catch {
    return { check, state: 'skipped', says: 'the partner API could not be asked for its time' };
  }
}

function dateOf(url: string, certificate: ClientCertificate): Promise<number | undefined> {
  const { identity } = checkCertificate(certificate);
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'HEAD', agent: false, timeout: TIMEOUT_MS, ...identity },
      (response) => {
        response.resume();
        const { date } = response.headers;
        resolve(date === undefined ? undefined : Date.parse(date));
      },
    );
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.end();
  });
}
