/** A place for short texts that outlives the page. */
export interface KeyValueStorage {
  /** The text of a key; `null` if there is none. */
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}
