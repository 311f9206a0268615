import { describe, expect, it } from 'vitest';
import { overlay } from './overlay.js';

describe('a namespace of the official module with members of the sandbox in it', () => {
  const official = Object.freeze({
    os: 'the real one',
    openURL(this: unknown, url: string) {
      return [url, this !== undefined];
    },
  });
  const device = overlay<{ readonly os: string }>(official, {
    get os() {
      return 'android';
    },
  });

  it('answers with the member of the sandbox, and passes every other through', () => {
    expect(device.os).toBe('android');
    expect((device as typeof official).openURL('https://a')).toEqual(['https://a', true]);
    expect((device as { somethingNew?: unknown }).somethingNew).toBeUndefined();
  });

  it('looks like one object', () => {
    expect(Object.keys(device).sort()).toEqual(['openURL', 'os']);
    expect(['os' in device, 'openURL' in device, 'other' in device]).toEqual([true, true, false]);
    expect({ ...device }).toMatchObject({ os: 'android' });
  });

  it('is the sandbox alone when the official module has no such namespace', () => {
    const standIn = {};
    expect(overlay(undefined, standIn)).toBe(standIn);
  });
});
