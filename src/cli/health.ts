import type { Config } from '../platform/config/config.ts';
import type { Command } from './command.ts';
import { withSettings } from './settings.ts';

const PATIENCE = 4_000;

export const health: Command = {
  name: 'health',
  summary: 'Asks the running server whether it may take traffic, for container health checks',
  example: 'smarter-dev health',
  run: ({ io }) =>
    withSettings(io, async (config) => {
      const address = `${localAddress(config)}/readyz`;
      const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: 'manual' }).catch(
        () => null,
      );
      if (!answer) {
        io.err(`Nothing answers at ${address}. Is the server running with this HOST and PORT?\n`);
        return 1;
      }
      io.out(`${(await answer.text()).trim()}\n`);
      return answer.ok ? 0 : 1;
    }),
};

/** Where the server of these settings is reached from this machine. */
export function localAddress({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const reached = everywhere[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
