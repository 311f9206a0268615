import { paymentStoreContract } from '../../test/support/payment-store-contract.js';
import { releaseStoreContract } from '../../test/support/release-store-contract.js';
import { worldStoreContract } from '../../test/support/world-store-contract.js';
import { memoryStore } from './memory-store.js';

worldStoreContract('memory', () => memoryStore());
paymentStoreContract('memory', () => memoryStore());
releaseStoreContract('memory', () => memoryStore());
