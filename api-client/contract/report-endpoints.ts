import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import {
  CheckpointReport,
  CheckpointReportQuery,
  FunnelReport,
  FunnelReportQuery,
  LoadSharingReport,
  LoadSharingReportQuery,
} from './report.ts';

/** What is counted of the interactions that the user sees. */
export const reportEndpoints = {
  readCheckpointReport: {
    summary: 'How many interactions of a period have each checkpoint, by day or by group',
    access: 'user',
    query: CheckpointReportQuery,
    answer: CheckpointReport,
  },
  readFunnelReport: {
    summary: 'How many interactions came from checkpoint to checkpoint, and how fast',
    access: 'user',
    query: FunnelReportQuery,
    answer: FunnelReport,
  },
  readLoadSharingReport: {
    summary: 'How many interactions of each link of a load sharing reached a checkpoint',
    access: 'user',
    query: LoadSharingReportQuery,
    answer: LoadSharingReport,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
