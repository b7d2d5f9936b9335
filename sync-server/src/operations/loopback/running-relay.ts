import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const runningSchema = z.object({
  url: z.url({ protocol: /^http$/ }),
  pid: z.number().int(),
  /** Proves to the relay that whoever asks may read its data folder. */
  token: z.string().optional(),
});

/** How a command on the same computer finds the relay: left in the data folder while it runs. */
export type RunningRelay = z.infer<typeof runningSchema>;

export function announceRunning(path: string, running: RunningRelay): () => void {
  writeFileSync(path, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  return () => {
    rmSync(path, { force: true });
  };
}

function readRunning(path: string): RunningRelay | undefined {
  try {
    const parsed = runningSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The relay that answers now; a file left behind by a crash counts for nothing. */
export async function findRunning(path: string): Promise<RunningRelay | undefined> {
  const running = readRunning(path);
  if (running === undefined) return undefined;
  try {
    const response = await fetch(new URL('/healthz', running.url), {
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok ? running : undefined;
  } catch {
    return undefined;
  }
}
