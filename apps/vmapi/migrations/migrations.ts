import { vms } from './0001-vms';
import { disks } from './0002-disks';
import { jobs } from './0003-jobs';
import { answers } from './0004-answers';
import { history } from './0005-history';
import { promises } from './0006-promises';
import { jobOrder } from './0007-job-order';
import { interventions } from './0008-interventions';
import { audits } from './0009-audits';
import { lockVm } from './0010-lock-vm';

/** In order; a migration that has been released is never edited. */
export const vmapiMigrations = [vms, disks, jobs, answers, history, promises, jobOrder, interventions, audits, lockVm];
