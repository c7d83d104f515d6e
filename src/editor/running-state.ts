import { type Profile, ProfileBuilder } from '../core/profile';
import { type TargetDescription, targetName } from '../core/session';
import type { Progress } from '../run/record';
import type { RanTexts } from './ran-texts';
import type { EditorStore, PartsOfRun, Running, Shown } from './state';

export function startingRun(
  target: TargetDescription,
  stop: () => void,
  cancel: () => void,
  parts?: PartsOfRun,
): Running {
  return { target, phase: 'starting', elapsed: 0, samples: 0, parts, stop, cancel };
}

export function setRunning(
  store: EditorStore,
  change: Running | Partial<Pick<Running, 'target' | 'phase' | 'doing'>>,
): void {
  store.update(state => {
    if ('stop' in change) return { ...state, running: change };
    return state.running ? { ...state, running: { ...state.running, ...change } } : state;
  });
}

export function showProgress(
  store: EditorStore,
  texts: RanTexts,
  target: TargetDescription,
  { elapsed, samples, profile }: Progress,
): void {
  store.update(state => {
    if (state.running === undefined) return state;
    const phase = state.running.phase === 'ending' ? 'ending' : 'running';
    return { ...state, running: { ...state.running, elapsed, samples, phase } };
  });
  void texts.guess(profile).then(ran => {
    const { running } = store.get();
    if (running === undefined || running.doing === 'not-recording') return;
    const shown = liveProfile(target, profile, ran);
    showLive(store, shown);
  });
}

/** What was shown before must not stand under this program's name while it starts. */
export function showNothingYet(store: EditorStore, target: TargetDescription): void {
  showLive(store, liveProfile(target, emptyProfile, new Map()));
}

function showLive(store: EditorStore, shown: Shown): void {
  store.update(state => (state.running === undefined ? state : { ...state, shown }));
}

const emptyProfile = new ProfileBuilder().build({
  duration: 0,
  interval: 1000,
  source: 'v8-log',
  callLines: 'recorded',
  truncated: 0,
});

function liveProfile(target: TargetDescription, profile: Profile, ran: Shown['ran']): Shown {
  const title = targetName(target);
  return { id: 'live', title, session: undefined, profile, ran, live: true };
}
