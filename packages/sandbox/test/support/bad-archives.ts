import { deflateRawSync } from 'node:zlib';
import { type RawEntry, rawZip } from './raw-zip.js';

/** An archive that every reader has to refuse, and the words by which it is known. */
export interface BadArchive {
  readonly what: string;
  readonly says: string;
  /** Writes it: these files as they should be, and one fault. */
  readonly write: (sound: readonly RawEntry[]) => Uint8Array;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string, more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  content: bytes(`content of ${name}`),
  ...more,
});
const soundAnd =
  (...added: readonly RawEntry[]) =>
  (sound: readonly RawEntry[]) =>
    rawZip([...sound, ...added]);

const ODD_NAMES = [
  '../../outside.js',
  '/etc/passwd',
  'web/../../up.js',
  '..\\outside.js',
  'C:/page.html',
  'web//double.html',
  'web/./dot.html',
  'web/new\nline.html',
  '',
];

/** A bomb: two million times the same byte, in two thousand. */
const BOMB = deflateRawSync(Buffer.alloc(2_000_000));
const EMPTY = new Uint8Array();

/** One for each way in which an archive can lie. What they have in common: two readers could see two things in it. */
export const BAD_ARCHIVES: readonly BadArchive[] = [
  ...ODD_NAMES.map((name) => ({
    what: `with a file called ${JSON.stringify(name)}`,
    says: 'no name of a file',
    write: soundAnd(file(name)),
  })),
  {
    what: 'that leaves its folder by a name in the head alone',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { head: { name: '../a.js' } })),
  },
  {
    what: 'with two files of one name',
    says: 'two files called "web/a.js"',
    write: soundAnd(file('web/a.js'), file('web/a.js')),
  },
  {
    what: 'with two files that are of one name on Windows',
    says: 'two files called "web/a.js"',
    write: soundAnd(file('web/a.js'), file('web\\a.js')),
  },
  {
    what: 'with an encrypted file',
    says: 'encrypted',
    write: soundAnd(file('web/a.js', { encrypted: true })),
  },
  {
    what: 'that says to unpack to more than 400 MB',
    says: '400 MB',
    write: soundAnd(file('web/a.js', { claims: 400_000_001 })),
  },
  {
    what: 'that is a bomb which says to be small',
    says: 'more or less than it says',
    write: soundAnd(file('web/a.js', { content: EMPTY, packed: BOMB, claims: 1_000 })),
  },
  {
    what: 'with a file that is shorter than it says',
    says: 'more or less than it says',
    write: soundAnd(file('web/a.js', { claims: 1_000 })),
  },
  {
    what: 'with a stored file that is longer than it says',
    says: 'more or less than it says',
    write: soundAnd(file('web/a.js', { stored: true, claims: 3 })),
  },
  {
    what: 'with another sum than its file has',
    says: 'checksum',
    write: soundAnd(file('web/a.js', { sum: 1 })),
  },
  {
    what: 'with another sum in the head than in the list',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { head: { sum: 1 } })),
  },
  {
    what: 'with another size in the head than in the list',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { head: { claims: 3 } })),
  },
  {
    what: 'with another method in the head than in the list',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { head: { method: 0 } })),
  },
  {
    what: 'whose record behind a file lies about its sum',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { descriptor: { sum: 1 } })),
  },
  {
    what: 'with two names for one file',
    says: 'something else of itself',
    write: soundAnd(
      file('web/a.js'),
      file('web/a.js', { name: 'web/b.js', at: 0, head: { name: 'web/a.js' } }),
    ),
  },
  {
    what: 'with a file that begins inside another one',
    says: 'lies over another part',
    write: (sound) => {
      const inner = rawZip([file('web/b.js', { stored: true })]);
      const outer = file('web/a.js', { content: inner, stored: true });
      const at = Buffer.from(rawZip([...sound, outer])).indexOf(inner);
      return rawZip([...sound, outer, file('web/b.js', { stored: true, at })]);
    },
  },
  {
    what: 'with a file that goes on over the list',
    says: 'lies over another part',
    write: soundAnd(file('web/a.js', { stored: true, packs: 40, claims: 40 })),
  },
  {
    what: 'with bytes between its files and their list',
    says: 'belong to no file',
    write: (sound) => rawZip(sound, { beforeList: bytes('hidden') }),
  },
  {
    what: 'that lists more files than it says to have',
    says: 'belong to no file',
    write: (sound) => rawZip([...sound, file('web/a.js')], { count: sound.length }),
  },
  {
    what: 'with a folder that has a content',
    says: 'no name of a file',
    write: soundAnd(file('web/folder-too/')),
  },
  {
    what: 'with a file that is encrypted by its head alone',
    says: 'something else of itself',
    write: soundAnd(file('web/a.js', { head: { encrypted: true } })),
  },
  {
    what: 'with bytes between its files',
    says: 'belong to no file',
    write: soundAnd(file('web/a.js', { gap: bytes('hidden') })),
  },
  {
    what: 'with bytes behind the end of what is packed in a file',
    says: 'belong to no file',
    write: soundAnd(
      file('web/a.js', {
        packed: Buffer.concat([deflateRawSync(bytes('content of web/a.js')), bytes('more')]),
      }),
    ),
  },
  {
    what: 'with something behind its end',
    says: 'goes on behind its end',
    write: (sound) => rawZip(sound, { behind: bytes('<script>') }),
  },
  {
    what: 'with a method that nobody packs bundles by',
    says: 'neither stored nor packed',
    write: soundAnd(file('web/a.js', { method: 12 })),
  },
  {
    what: 'that is cut short',
    says: 'damaged or cut short',
    write: (sound) => rawZip(sound).subarray(0, -8),
  },
];

/** Archives that are unusual and say nothing wrong. */
export const SOUND_ENTRIES: readonly RawEntry[] = [
  file('web/plain.js'),
  file('web/stored.js', { stored: true }),
  file('web/sizes-behind.js', { descriptor: {} }),
  file('web/sizes-behind-unmarked.js', { descriptor: { isMarked: false } }),
  file('web\\windows.js'),
  file('web/한글 이름.js'),
  file('web/__proto__'),
  file('web/empty.js', { content: EMPTY }),
  file('web/folder/', { content: EMPTY, stored: true }),
];
