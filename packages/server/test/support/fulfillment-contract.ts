import { describeByHandContract } from './by-hand-contract.js';
import { describeDeadlineContract } from './deadline-contract.js';
import { describeFailingCallbacksContract } from './failing-callbacks-contract.js';
import { describeForgottenUsersContract } from './forgotten-users-contract.js';
import { describeGrantContract } from './grant-contract.js';
import { describeLateAnswersContract } from './late-answers-contract.js';
import type { LedgerHarness } from './ledger-harness.js';
import { describeMiniAppsContract } from './mini-apps-contract.js';
import { describeOddWordsContract } from './odd-words-contract.js';
import { describeOutageContract } from './outage-contract.js';
import { describeOwnUsersContract } from './own-users-contract.js';
import { describeRefundContract } from './refund-contract.js';
import { describeRefundTakenBackContract } from './refund-taken-back-contract.js';
import { describeUnconfirmedIdsContract } from './unconfirmed-ids-contract.js';
import { describeWrongClockContract } from './wrong-clock-contract.js';

/** What a fulfilment promises, whatever the ledger lives in. */
export function describeFulfillmentContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describeGrantContract(name, open);
  describeDeadlineContract(name, open);
  describeRefundContract(name, open);
  describeRefundTakenBackContract(name, open);
  describeLateAnswersContract(name, open);
  describeOddWordsContract(name, open);
  describeFailingCallbacksContract(name, open);
  describeOutageContract(name, open);
  describeWrongClockContract(name, open);
  describeUnconfirmedIdsContract(name, open);
  describeByHandContract(name, open);
  describeOwnUsersContract(name, open);
  describeForgottenUsersContract(name, open);
  describeMiniAppsContract(name, open);
}
