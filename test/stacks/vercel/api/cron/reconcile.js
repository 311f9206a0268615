import { reconciler } from '../../lib/backend.js';

export async function GET(request) {
  const secret = process.env.CRON_SECRET;
  const isCron = secret && request.headers.get('authorization') === `Bearer ${secret}`;
  if (!isCron) return new Response(null, { status: 401 });
  return Response.json(await reconciler.runOnce(AbortSignal.timeout(20_000)));
}
