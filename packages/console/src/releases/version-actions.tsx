import { useState } from 'react';
import type { Deed } from '../actions/act.js';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { MiniAppVersion } from '../api/version.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';
import {
  approveReleaseDeed,
  rejectReleaseDeed,
  releaseDeed,
  requestReviewDeed,
  rollBackDeed,
  testedDeed,
  withdrawDeed,
} from './release-deeds.js';

/** The possible actions on a version, as the partner and as the reviewer. */
export function VersionActions({ version }: { readonly version: MiniAppVersion }) {
  const [rejecting, setRejecting] = useState(false);
  const { state, tested, bundle } = version;
  const hasPages = bundle?.platform === 'web';
  return (
    <span className="row wrap">
      {state === 'UPLOADED' && hasPages && <OpenLink version={version} />}
      {state === 'UPLOADED' && !tested && !hasPages && <DeedButton deed={testedDeed(version)} />}
      {deedsOf(version).map((deed) => (
        <DeedButton key={deed.label} deed={deed} />
      ))}
      {state === 'IN_REVIEW' && (
        <Button kind="danger" size="small" onClick={() => setRejecting(true)}>
          {m.release_reject()}
        </Button>
      )}
      <ReasonDialog
        title={m.release_reject()}
        open={rejecting}
        onClose={() => setRejecting(false)}
        deed={(reason) => rejectReleaseDeed(version, reason)}
      />
    </span>
  );
}

function deedsOf(version: MiniAppVersion): readonly Deed[] {
  switch (version.state) {
    case 'UPLOADED':
      return version.tested ? [requestReviewDeed(version)] : [];
    case 'IN_REVIEW':
      return [withdrawDeed(version), approveReleaseDeed(version)];
    case 'APPROVED':
      return [releaseDeed(version)];
    case 'RELEASED':
      return version.live ? [] : [rollBackDeed(version)];
    default:
      return [];
  }
}

/** Opens the bundle in a new tab, under the origin of the QR test. This counts as its test. */
function OpenLink({ version: { testUrl, version } }: { readonly version: MiniAppVersion }) {
  return (
    <a
      className="button"
      data-kind="default"
      data-size="small"
      href={testUrl}
      target="_blank"
      rel="noreferrer"
      aria-label={m.release_open_label({ version })}
    >
      <Icon name="link" size={14} />
      {m.release_open()}
    </a>
  );
}
