import { join } from 'node:path';
import { runProgram } from './run-program.js';

/** The way of the partner API. */
export const STATUS_PATH = '/api-partner/v1/apps-in-toss/order/get-order-status';

/** What curl got. Status 0: there was no answer. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A client certificate as curl is told of it. */
export interface ClientFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The certificates that a sandbox made itself. */
export function ownFiles(folder: string): ClientFiles {
  return { ca: join(folder, 'ca.crt'), cert: join(folder, 'client.crt'), key: join(folder, 'client.key') };
}

/** Asks by curl with a client certificate. */
export async function curl(files: ClientFiles, url: string, ...args: string[]): Promise<Answer> {
  const identity = ['--cacert', files.ca, '--cert', files.cert, '--key', files.key];
  const report = ['--write-out', '\n%{http_code} %{content_type}'];
  const ran = await runProgram('curl', [
    '--silent',
    '--max-time',
    '10',
    ...identity,
    ...report,
    ...args,
    url,
  ]);
  const end = ran.stdout.lastIndexOf('\n');
  const [status, contentType = ''] = ran.stdout.slice(end + 1).split(' ');
  return { status: Number(status), contentType, body: ran.stdout.slice(0, end) };
}

/** Asks for the status of an order as a user of the mini-app. */
export function askStatus(
  files: ClientFiles,
  origin: string,
  body: string,
  userKey = 'anna',
): Promise<Answer> {
  const headers = ['-H', 'content-type: application/json', '-H', `x-toss-user-key: ${userKey}`];
  return curl(files, origin + STATUS_PATH, ...headers, '--data-binary', body);
}
