import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';

/** 엑셀 다운로드. */
export function DownloadButton({ onDownload }: { readonly onDownload: () => Promise<void> }) {
  return (
    <Button kind="outline" onClick={() => void onDownload()}>
      <Icon name="download" size={16} />
      {m.download_excel()}
    </Button>
  );
}
