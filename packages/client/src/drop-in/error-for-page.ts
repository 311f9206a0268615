import { IapError } from '../errors/iap-error.js';
import { warnDeveloper } from '../errors/warn-developer.js';

/** Errors of the mini-app's own code. They appear on its first run, so a developer reads them. */
const FOR_DEVELOPERS: readonly string[] = ['INVALID_ARGUMENT', 'BRIDGE_NOT_SET'];

/**
 * Makes an error for the drop-in functions. Pages written for the official SDK show `message` to users, as the official
 * example does, so it is the user's text in Korean. The developer's text is in `developerMessage`, and in the stack
 * that a console shows.
 */
export function errorForPage(error: IapError): IapError {
  const { code, userMessage, developerMessage, stack } = error;
  if (FOR_DEVELOPERS.includes(code)) return error;
  // A developer in a desktop browser would only see the user's text, so this tells what to do.
  if (code === 'BRIDGE_NOT_FOUND') warnDeveloper(developerMessage);
  return Object.assign(new IapError(code, 'buy', error), {
    message: userMessage.ko,
    developerMessage,
    stack,
  });
}
