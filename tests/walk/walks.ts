// All walks, by the role that walks.
import type { Cast, Eye } from './eye.ts';
import { inspector } from './inspector.ts';
import { leader } from './leader.ts';
import { newcomer } from './newcomer.ts';
import { organiser } from './organiser.ts';
import { troubled } from './troubled.ts';
import { volunteer } from './volunteer.ts';

export const WALKS: Record<string, (eye: Eye, cast: Cast) => Promise<void>> = { newcomer, volunteer, leader, inspector, organiser, troubled };
