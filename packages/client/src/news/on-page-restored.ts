/**
 * Listens for the moment at which the page comes back from the back/forward cache. Its memory is as it was left, and the news
 * of other pages did not reach it there.
 *
 * @returns a function that stops listening
 */
export function onPageRestored(listener: () => void): () => void {
  // Only pages are kept there.
  if (typeof document === 'undefined') return () => {};
  const onShown = ({ persisted }: PageTransitionEvent) => {
    if (persisted) listener();
  };
  addEventListener('pageshow', onShown);
  return () => removeEventListener('pageshow', onShown);
}
