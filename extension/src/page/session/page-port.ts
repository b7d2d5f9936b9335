import type { PageOrder } from '../../messaging/page-channel.ts';

/** The panel's end of a port, without the browser: what a session needs of it. */
export interface PagePort {
  post(order: PageOrder): void;
  onMessage(listen: (message: unknown) => void): void;
  onDisconnect(listen: () => void): void;
  disconnect(): void;
}
