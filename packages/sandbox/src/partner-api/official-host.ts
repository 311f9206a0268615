const OFFICIAL_HOST = /(^|\.)(toss\.im|tossmini\.com|tossplace\.com)$/;

/** Whether a name is one of the platform's own: a sandbox answering for it could be taken for the real thing. */
export function isOfficialHost(name: string): boolean {
  return OFFICIAL_HOST.test(name);
}
