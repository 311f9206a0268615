/**
 * What can be wrong with one answer.
 *
 * | fault | what the backend sees |
 * | --- | --- |
 * | late | an answer that was true when it was asked for, and comes up to 20 seconds later |
 * | lagging | an answer of a replica that is up to 90 seconds behind |
 * | repeated | the answer to an earlier question about the order |
 * | contrary | a word that the order never had, and that neither grants nor takes back |
 * | unknown word | a status that did not exist when this was written |
 * | no sku | a paid word that names no product |
 * | lost | the platform answered, and the connection broke |
 * | silent | no answer at all |
 * | failure | a FAIL envelope |
 * | rate limited | errorCode 4095 |
 * | broken | HTTP 500, half a JSON text, or the answer for another order |
 */
export const ANSWER_FAULTS = [
  'late',
  'lagging',
  'repeated',
  'contrary',
  'unknown word',
  'no sku',
  'lost',
  'silent',
  'failure',
  'rate limited',
  'broken',
] as const;

/** One of {@link ANSWER_FAULTS}. */
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

/** How often each fault is picked, once there is to be one. */
export const FAULT_WEIGHTS: Readonly<Record<AnswerFault, number>> = {
  late: 10,
  lagging: 5,
  repeated: 4,
  contrary: 8,
  'unknown word': 2,
  'no sku': 1,
  lost: 5,
  silent: 1,
  failure: 3,
  'rate limited': 1,
  broken: 2,
};

/** How likely an answer is to have a fault. */
export const WEATHER = {
  storm: 0.4,
  drizzle: 0.06,
  calm: 0,
} as const;

/** One of {@link WEATHER}. */
export type Weather = keyof typeof WEATHER;

/** Words that grant nothing and take nothing back: what a mixed-up certificate or a torn record answers. */
export const CONTRARY_WORDS = ['MINIAPP_MISMATCH', 'FAILED', 'ERROR', 'NOT_FOUND', 'ORDER_IN_PROGRESS'];
