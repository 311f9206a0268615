const OFFICIAL_HOST = /(^|\.)(toss\.im|tossmini\.com|tossplace\.com)$/;

/** Whether a host name belongs to the platform. A sandbox that answers for it could be mistaken for the real platform. */
export function isOfficialHost(name: string): boolean {
  return OFFICIAL_HOST.test(name);
}
