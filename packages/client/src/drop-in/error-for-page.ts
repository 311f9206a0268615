import { IapError } from '../errors/iap-error.js';
import { warnDeveloper } from '../errors/warn-developer.js';

/** Faults of the mini-app's own code: they show themselves on its first run, so their reader is its developer. */
const FOR_DEVELOPERS: readonly string[] = ['INVALID_ARGUMENT', 'BRIDGE_NOT_SET'];

/**
 * An error as the drop-in functions hand it out. Pages that were written for the official SDK show `message` to people,
 * as the official example does, so it is the user's text in Korean. The developer's stands in `developerMessage`, and
 * in the stack that a console shows.
 */
export function errorForPage(error: IapError): IapError {
  const { code, userMessage, developerMessage, stack } = error;
  if (FOR_DEVELOPERS.includes(code)) return error;
  // A developer in a desktop browser sees a text for people, and is told here what to do.
  if (code === 'BRIDGE_NOT_FOUND') warnDeveloper(developerMessage);
  return Object.assign(new IapError(code, 'buy', error), {
    message: userMessage.ko,
    developerMessage,
    stack,
  });
}
