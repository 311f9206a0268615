/**
 * A type of what arrives without its index signature: unknown fields are still there at run time, and a mistyped field
 * does not compile.
 */
export type KnownFields<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };
