import { type ReactNode, useEffect } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode | undefined;
  /** Beside the title. */
  readonly side?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** One screen: its title, which is also the title of the browser tab, and its content. */
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
