import { miniAppOrigins } from '@ait-iap/protocol';
import type { CommandInput } from '../command.js';
import { type DoctorFinding, findingOf } from './finding.js';

const STRANGER = 'https://stranger.example';
const TIMEOUT_MS = 10_000;

/** Asks the backend like a page of the mini-app, and like a page that must not be allowed. */
export async function checkCors({ given }: Pick<CommandInput, 'given'>): Promise<DoctorFinding> {
  const check = 'cors';
  const { 'backend-url': backend, 'app-name': appName } = given;
  if (backend === undefined || appName === undefined) {
    return { check, state: 'skipped', says: 'pass --backend-url https://shop.example/iap and --app-name' };
  }
  try {
    for (const origin of miniAppOrigins(appName)) {
      const answer = await preflight(backend, origin);
      const problem = problemOf(answer, origin);
      if (problem !== undefined)
        return { check, state: 'failed', says: `a page of ${origin} ${problem.says}`, todo: problem.todo };
    }
    const stranger = await preflight(backend, STRANGER);
    if (['*', STRANGER].includes(stranger.headers.get('access-control-allow-origin') ?? '')) {
      return {
        check,
        state: 'failed',
        says: 'a page of any origin may call it, with the cookies of your users',
        todo: 'Leave CORS to createIapHandler, and take it out of your framework and proxy for these paths.',
      };
    }
    return { check, state: 'ok', says: `the pages of ${appName} may call it, and others may not` };
  } catch (error) {
    return findingOf(check, error, 'Check --backend-url, and that the backend runs.');
  }
}

function preflight(backend: string, origin: string): Promise<Response> {
  return fetch(`${backend.replace(/\/+$/, '')}/grant`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function problemOf(
  { status, headers }: Response,
  origin: string,
): { says: string; todo: string } | undefined {
  if (status >= 300) {
    return {
      says: `is answered ${status}`,
      todo: 'Mount createIapHandler at --backend-url, and let OPTIONS through: no sign-in and no redirect before it.',
    };
  }
  if (headers.get('access-control-allow-origin') !== origin) {
    return {
      says: 'may not call it',
      todo: 'Pass this appName to createIapHandler, and let no proxy change the headers.',
    };
  }
  if (headers.get('access-control-allow-credentials') !== 'true') {
    return {
      says: 'may not send its cookies',
      todo: 'Leave CORS to createIapHandler: let no proxy change the headers.',
    };
  }
  return undefined;
}
