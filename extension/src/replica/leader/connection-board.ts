import type { Refusal } from '@nastavnik/core/kernel';
import type { ConnectionState } from '../../messaging/profile-channel.ts';

/** What every screen is told of the relay: how the line stands, and what is held against either. */
export class ConnectionBoard {
  readonly #tell: (connection: ConnectionState) => void;
  #current: ConnectionState = { state: 'connecting' };
  #standing: Refusal | undefined;
  #notice: Refusal | undefined;

  constructor(tell: (connection: ConnectionState) => void) {
    this.#tell = tell;
  }

  get current(): ConnectionState {
    return this.#current;
  }

  /** The line has changed; a reason of its own goes before what stands. */
  change(next: ConnectionState): void {
    const reason = next.reason ?? this.#standing;
    const notice = this.#notice;
    this.#current = { ...next, ...(reason && { reason }), ...(notice && { notice }) };
    this.#tell(this.#current);
  }

  /** What the relay holds against this device though it is connected; told with the next change. */
  hold(refusal: Refusal): void {
    this.#standing = refusal;
  }

  /** Shown as long as this context leads, be the relay connected or not; the first one stays. */
  warn(refusal: Refusal): void {
    this.#standing ??= refusal;
    const { reason: _before, ...connection } = this.#current;
    this.change(connection);
  }

  /** What the relay cannot do now; undefined when it can again. */
  note(refusal: Refusal | undefined): void {
    this.#notice = refusal;
    const { notice: _before, ...connection } = this.#current;
    this.change(connection);
  }
}
