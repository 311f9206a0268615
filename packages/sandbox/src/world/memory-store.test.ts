import { memoryStore } from './memory-store.js';
import { worldStoreContract } from './world-store.contract.js';

worldStoreContract('memory', () => memoryStore());
