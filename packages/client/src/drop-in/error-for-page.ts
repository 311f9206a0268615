import { IapError } from '../errors/iap-error.js';
import { warnDeveloper } from '../errors/warn-developer.js';

/**
 * Makes an error for the drop-in functions. Pages written for the official SDK show `message` to users, as the official
 * example does, so it is the user's text in Korean. The developer's text is in `developerMessage`, and in the stack
 * that a console shows.
 */
export function errorForPage(error: IapError): IapError {
  const { code, userMessage, developerMessage, stack } = error;
  // Faults of the mini-app's own code: they show themselves on its first run, so their reader is its developer.
  if (code === 'INVALID_ARGUMENT' || code === 'BRIDGE_NOT_SET') return error;
  // A developer in a desktop browser would only see the user's text, so this tells what to do.
  if (code === 'BRIDGE_NOT_FOUND') warnDeveloper(developerMessage);
  return Object.assign(new IapError(code, 'buy', error), {
    message: userMessage.ko,
    developerMessage,
    stack,
  });
}
