/** A picture that was opened and measured. */
export interface Picture {
  /** The file. The sandbox measures it again. */
  readonly file: File;
  /** The picture for display. */
  readonly url: string;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

/** The first bytes of every PNG. The file name and the browser's media type say little. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The size of the picture for lists and the order sheet, on a high-resolution screen. The submitted file is measured by
 * the sandbox and not stored.
 */
const SHOWN_PX = 192;

/** Opens a file and measures it. `undefined` if it is not a picture. */
export async function readPicture(file: File): Promise<Picture | undefined> {
  const head = new Uint8Array(await file.slice(0, PNG.length).arrayBuffer());
  const isPng = PNG.every((byte, index) => head[index] === byte);
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const url = thumbnail(bitmap);
    bitmap.close();
    return { file, url, mimeType: isPng ? 'image/png' : file.type || 'unknown', width, height };
  } catch {
    return undefined;
  }
}

function thumbnail(bitmap: ImageBitmap): string {
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, SHOWN_PX / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp');
}
