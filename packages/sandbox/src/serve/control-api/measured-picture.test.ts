import { describe, expect, test } from 'vitest';
import { chunk, chunksOfPng, png, SIGNATURE } from '../../../test/support/png.js';
import { measuredPicture } from './measured-picture.js';

const { IHDR = Buffer.alloc(0), IDAT = Buffer.alloc(0), IEND = Buffer.alloc(0) } = chunksOfPng(png(512, 512));

const NO_PICTURE = { mimeType: 'application/octet-stream', width: 0, height: 0 };

describe('a file that is registered as a picture', () => {
  test('is measured by its content', () => {
    expect(measuredPicture(png(1024, 512))).toEqual({ mimeType: 'image/png', width: 1024, height: 512 });
  });

  test.each([
    ['is empty', Buffer.alloc(0)],
    ['is a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['is cut off', png(1024, 1024).subarray(0, -20)],
    ['has only the start of a PNG', png(1024, 1024).subarray(0, 33)],
    ['has no pixels', Buffer.concat([SIGNATURE, IHDR, IEND])],
    ['has data after its pixels', Buffer.concat([SIGNATURE, IHDR, IDAT])],
    ['starts with a text', Buffer.concat([SIGNATURE, chunk('tEXt', Buffer.alloc(13)), IDAT, IEND])],
    ['starts like another format', Buffer.concat([Buffer.from('GIF89a..'), IHDR, IDAT, IEND])],
    ['has a wrong length', Buffer.concat([png(1, 1).subarray(0, 8), Buffer.alloc(12, 0xff)])],
  ])('is not accepted as a picture if it %s', (_, file) => {
    expect(measuredPicture(file)).toEqual(NO_PICTURE);
  });

  test('is not accepted as a picture if one bit is wrong: an edited width', () => {
    const edited = png(512, 512);
    edited.writeUInt32BE(1024, 16);
    expect(measuredPicture(edited)).toEqual(NO_PICTURE);
  });
});
