import { worldStoreContract } from '../../test/support/world-store-contract.js';
import { memoryStore } from './memory-store.js';

worldStoreContract('memory', () => memoryStore());
