// A symbol of the whole process, because an application may load the two entry points from two builds.
const ON_DISK = Symbol.for('@ait-iap/server/certificate-on-disk');

/** Marks a source that reads files: calling it again costs nothing. */
export function onDisk<Source extends () => unknown>(source: Source): Source {
  return Object.assign(source, { [ON_DISK]: true });
}

/** Whether a source reads files. */
export function isOnDisk(source: unknown): boolean {
  return typeof source === 'function' && ON_DISK in source;
}
