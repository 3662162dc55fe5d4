import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { trustWindow, type TrustWindow } from '../model/status.js';

/** Which statuses may be believed today. */
@Injectable()
export class TrustToday {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  window(): TrustWindow {
    return trustWindow(this.clock.today(), this.config.statusTrustedDays);
  }
}
