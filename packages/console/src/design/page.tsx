import { type ReactNode, useEffect } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode | undefined;
  /** Beside the title. */
  readonly side?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** One screen: its title, also that of the browser's tab, and what is on it. */
export function Page({ title, lead, side, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ait-iap sandbox`;
  }, [title]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {side && <div className="row wrap">{side}</div>}
      </div>
      {children}
    </>
  );
}
