/** Longest silence and longest duration of one attempt, in milliseconds. */
export type TimeLimits = { silence: number; total: number };

/** Ends an attempt when its time is up, when nothing has come for too long, or when the caller gives up. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly totalTimer: NodeJS.Timeout;
  private readonly silenceTimer: NodeJS.Timeout;
  private readonly giveUp = (): void => {
    this.end('aborted');
  };
  /** Why the attempt was ended; null while it was not. */
  endedBy: 'timeout' | 'aborted' | null = null;

  constructor(
    limits: TimeLimits,
    private readonly caller: AbortSignal,
  ) {
    const timeOut = (): void => {
      this.end('timeout');
    };
    this.totalTimer = setTimeout(timeOut, limits.total);
    this.silenceTimer = setTimeout(timeOut, limits.silence);
    if (caller.aborted) this.giveUp();
    else caller.addEventListener('abort', this.giveUp, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something has come: the silence counts from now. */
  heard(): void {
    this.silenceTimer.refresh();
  }

  /** Stops the timers; to be called when the attempt is over. */
  close(): void {
    clearTimeout(this.totalTimer);
    clearTimeout(this.silenceTimer);
    this.caller.removeEventListener('abort', this.giveUp);
  }

  private end(reason: 'timeout' | 'aborted'): void {
    this.endedBy ??= reason;
    this.controller.abort();
  }
}
