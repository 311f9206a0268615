import { reconciler } from '../../lib/backend.js';

export async function GET(request) {
  if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`)
    return new Response(null, { status: 401 });
  return Response.json(await reconciler.runOnce(AbortSignal.timeout(20_000)));
}
