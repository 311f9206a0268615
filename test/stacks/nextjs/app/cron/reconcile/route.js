import { backend } from '../../../lib/backend.js';

export async function GET(request) {
  const secret = process.env.CRON_SECRET ?? 'cron-secret';
  if (request.headers.get('authorization') !== `Bearer ${secret}`) return new Response(null, { status: 401 });
  return Response.json(await backend().reconciler.runOnce(AbortSignal.timeout(50_000)));
}
