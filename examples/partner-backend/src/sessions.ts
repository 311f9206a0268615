import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signed session tokens: a stand-in for whatever your backend already uses after Toss Login. */
export function createSessions(secret: string) {
  const sign = (userKey: string) => createHmac('sha256', secret).update(userKey).digest('base64url');

  return {
    issue: (userKey: string) => `${Buffer.from(userKey).toString('base64url')}.${sign(userKey)}`,

    /** The user key of the request's session, or undefined when nobody is logged in. */
    authenticate(request: Request): string | undefined {
      const [, name, signature] =
        /^Bearer ([\w-]+)\.([\w-]+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      if (!name || !signature) return undefined;
      const userKey = Buffer.from(name, 'base64url').toString();
      const [given, expected] = [Buffer.from(signature), Buffer.from(sign(userKey))];
      return given.length === expected.length && timingSafeEqual(given, expected) ? userKey : undefined;
    },
  };
}
