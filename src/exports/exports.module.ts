import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.js';
import { ReleaseShelf } from '../snapshot/releases/release-shelf.service.js';
import { ExportsController } from './exports.controller.js';
import { ReleasesController } from './releases.controller.js';
import { Releases } from './releases.service.js';
import { TrialExports } from './trial-exports.service.js';

/** Data as files. */
@Module({
  imports: [ApiModule],
  controllers: [ExportsController, ReleasesController],
  providers: [TrialExports, Releases, ReleaseShelf],
})
export class ExportsModule {}
