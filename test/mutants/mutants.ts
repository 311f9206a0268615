import type { Mutant } from './mutant.js';
import { LEDGER_MUTANTS } from './table/ledger.js';
import { PHONE_MUTANTS } from './table/phone.js';
import { STORE_MUTANTS } from './table/stores.js';

/** Every mistake that is planted. */
export const MUTANTS: readonly Mutant[] = [...LEDGER_MUTANTS, ...STORE_MUTANTS, ...PHONE_MUTANTS];
