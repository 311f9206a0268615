import { join } from 'node:path';
import { Command } from 'commander';
import { openCertificateFolder } from '../serve/certificates/certificate-folder.js';
import { certificatesIn } from '../serve/place-to-serve.js';
import { DEFAULT_FOLDER } from '../serve/serve-options.js';
import { DEFAULT_WORLD_SETTINGS } from '../world/world-settings.js';
import type { Output } from './console-output.js';

interface CertsFlags {
  readonly dir: string;
  readonly appName: string;
  readonly json?: boolean | undefined;
}

/** `certs`: creates or renews the certificates, without a running sandbox. */
export function certsCommand(output: Output): Command {
  const summary = '인증서를 만들어요. (Makes or renews the certificates.)';
  return new Command('certs')
    .summary(summary)
    .description(summary)
    .option('--dir <folder>', 'folder of the certificates and the world', DEFAULT_FOLDER)
    .option(
      '--app-name <name>',
      'name of the mini-app in the client certificate',
      DEFAULT_WORLD_SETTINGS.appName,
    )
    .option('--json', 'write the paths as JSON')
    .action(async ({ dir, appName, json }: CertsFlags) => {
      const folder = certificatesIn(dir);
      await openCertificateFolder({ folder, appName });
      const paths = {
        ca: join(folder, 'ca.crt'),
        cert: join(folder, 'client.crt'),
        key: join(folder, 'client.key'),
      };
      output.out(json ? JSON.stringify(paths) : Object.values(paths).join('\n'));
    });
}
