import type { APIResponse, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { relay } from './relay.js';

const sent = { url: 'http://127.0.0.1:4610/grant', headers: {}, answerHeaders: { 'x-added': '1' } };
const response = { headers: () => ({ 'content-type': 'application/json' }) } as unknown as APIResponse;

/** A request of a page, and its result. */
function routeThat(parts: Partial<Pick<Route, 'fetch' | 'fulfill' | 'abort'>>) {
  const done: unknown[] = [];
  return {
    done,
    fetch: async () => response,
    fulfill: async (options: unknown) => void done.push(options),
    abort: async (reason: unknown) => void done.push(reason),
    ...parts,
  };
}
const rejects = (message: string) => async () => Promise.reject(new Error(message));

it('gives the page the answer of the backend, with added headers', async () => {
  const route = routeThat({});
  await relay(route, sent);
  expect(route.done).toEqual([{ response, headers: { 'content-type': 'application/json', 'x-added': '1' } }]);
});

it('tells the page that there is no backend when none answers', async () => {
  const route = routeThat({ fetch: rejects('connect ECONNREFUSED') });
  await relay(route, sent);
  expect(route.done).toEqual(['connectionrefused']);
});

it('survives a page that was closed before its answer came', async () => {
  const closed = { fulfill: rejects('Target closed'), abort: rejects('Route is already handled!') };
  await expect(relay(routeThat(closed), sent)).resolves.toBeUndefined();
  await expect(
    relay(routeThat({ ...closed, fetch: rejects('Target closed') }), sent),
  ).resolves.toBeUndefined();
});
