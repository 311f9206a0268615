import type { ReactNode } from 'react';

/** The tone of a state. */
export type Tone = 'quiet' | 'accent' | 'good' | 'warn' | 'bad';

/** A state in one word. */
export function Badge({ tone = 'quiet', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}
