/** A picture that was really looked at. */
export interface Picture {
  /** As it is shown. */
  readonly url: string;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

/** The first bytes of every PNG. The name of a file and what a browser makes of it say little. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Opens a file and measures what is in it; `undefined` if it is no picture. */
export async function readPicture(file: File): Promise<Picture | undefined> {
  const head = new Uint8Array(await file.slice(0, PNG.length).arrayBuffer());
  const isPng = PNG.every((byte, index) => head[index] === byte);
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return {
      url: await toDataUrl(file),
      mimeType: isPng ? 'image/png' : file.type || 'unknown',
      width,
      height,
    };
  } catch {
    return undefined;
  }
}

function toDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
