/**
 * The type of an answer without its index signature. Unknown fields are still there at run time, but a misspelled field does
 * not compile.
 */
export type KnownFields<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };
