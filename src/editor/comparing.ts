import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { type Compared, profileChanges } from '../core/profile-changes';
import { hasParts, type Recording, type Session } from '../core/session';
import type { Paths } from './paths';
import { commitText, type RunOfSession, runTitle, sessionTime, targetKey } from './session-rows';
import type { Sessions } from './sessions';
import { recordingToShow, titleOf } from './shown-session';
import { type EditorStore, lastRun } from './state';
import { notProfiledAt } from './trouble/profiles';
import type { Report } from './trouble/report';
import { noProfileYet } from './trouble/targets';
import { noCommits } from './trouble/verifying';
import { pickCommit } from './verify/pick-commit';

/** Shows what changed between two sessions: the later one is shown, with what is different from the earlier one. */
export interface Comparing extends vscode.Disposable {
  /** Asks what to compare with; the shown session where none is named. */
  readonly compareWith: (what?: Session | RunOfSession) => Promise<void>;
  readonly end: () => void;
}

export interface ComparingParts {
  readonly store: EditorStore;
  readonly sessions: Sessions;
  readonly paths: Paths;
  readonly report: Report;
  /** Measures what was edited since a commit, with the program of the shown session. */
  readonly verifyEdits: (revision: string) => unknown;
  /** Profiles the program of a session as a commit has it; undefined when that can't be done, which was told. */
  readonly profileCommit: (session: Session, revision: string) => Promise<Session | undefined>;
}

/** A session, or one of the recordings that it is made of. */
interface Side {
  readonly session: Session;
  readonly run?: string;
}

export function createComparing(parts: ComparingParts): Comparing {
  const { store, sessions, paths, report } = parts;

  const end = () => store.update(state => ({ ...state, comparison: undefined }));

  const compare = async (before: Side, after: Side): Promise<void> => {
    const old = await sessions.read(before.session);
    const recording = old && recordingToShow(old.session, old.recordings, before.run);
    if (old === undefined || recording === undefined) return; // it was told
    await sessions.show(after.session, after.run);
    const { shown } = store.get();
    if (shown?.id !== after.session.id) return; // it was told, or something else was shown meanwhile
    const { profile, ran } = shown;
    const changes = profileChanges(comparedOf(old.session, old.recordings, recording), {
      profile,
      runs: runsOf(after.session),
      ran,
    });
    const title = (side: Side, run?: Recording['run']) => sideTitle(side.session, run, paths);
    store.update(state => ({
      ...state,
      comparison: {
        before: { id: before.session.id, title: title(before, recording.run) },
        after: { id: shown.id, title: title(after, lastRun(shown.session)) },
        changes,
      },
    }));
    await vscode.commands.executeCommand('tuneline.hotSpots.focus');
  };

  /** The newest session that ran at a commit, without changes if there is one. */
  const sessionAt = async (to: Side): Promise<Side | undefined> => {
    const about = (commit: string) => {
      const there = sessionsAt(commit, to.session, store.get().sessions);
      if (there.length === 0) return vscode.l10n.t('not profiled');
      return there.length === 1
        ? vscode.l10n.t('1 session')
        : vscode.l10n.t('{0} sessions', there.length);
    };
    const commit = await pickCommit(dirname(to.session.target.file), {
      title: vscode.l10n.t('Compare With a Commit'),
      placeHolder: vscode.l10n.t('The newest session of which commit?'),
      about,
    });
    if (commit === 'none') report(noCommits());
    if (commit === undefined || commit === 'none') return undefined;
    const [newest] = sessionsAt(commit, to.session, store.get().sessions);
    if (newest !== undefined) return { session: newest };
    const profile = async () => {
      const made = await parts.profileCommit(to.session, commit);
      if (made !== undefined) await compare({ session: made }, to);
    };
    const measure = async () => {
      await sessions.show(to.session, to.run);
      await parts.verifyEdits(commit);
    };
    report(notProfiledAt(commit, hasParts(to.session) ? undefined : profile, measure));
    return undefined;
  };

  /** The comparison is of what is shown: it ends with it. */
  const watching = store.watch(
    ({ shown }) => `${shown?.id}/${lastRun(shown?.session)?.id}`,
    () => {
      if (store.get().comparison !== undefined) end();
    },
  );

  return {
    async compareWith(what) {
      const { shown } = store.get();
      const shownRun = shown?.session && lastRun(shown.session)?.id;
      const session =
        what === undefined
          ? store.get().sessions.find(({ id }) => id === shown?.id)
          : 'session' in what
            ? what.session
            : what;
      if (session === undefined) return report(noProfileYet());
      const run = what !== undefined && 'run' in what ? what.run.id : undefined;
      const isShown = shown?.id === session.id;
      const to: Side = hasParts(session)
        ? { session, run: run ?? (isShown ? shownRun : undefined) ?? lastRun(session)?.id }
        : { session };
      const picked = await pickSide(to, store.get().sessions, paths);
      const other = picked === 'commit' ? await sessionAt(to) : picked;
      if (other === undefined) return;
      const location = { viewId: 'tuneline.hotSpots' };
      const [before, after] = [to, other].sort(olderFirst);
      await vscode.window.withProgress({ location }, () => compare(before, after));
    },
    end,
    dispose: () => watching.dispose(),
  };
}

function runsOf(session: Session): number {
  return hasParts(session) ? 1 : session.runs.length;
}

function comparedOf(
  session: Session,
  recordings: readonly Recording[],
  { profile, ran }: Recording,
): Compared {
  return { profile, runs: runsOf(session), ran: ran ?? recordings.at(-1)?.ran };
}

function olderFirst(a: Side, b: Side): number {
  if (a.session.id !== b.session.id) return a.session.startedAt - b.session.startedAt;
  const at = (side: Side) => side.session.runs.findIndex(({ id }) => id === side.run);
  return at(a) - at(b);
}

/** `src/main.ts, 11/26/26, 2:02 PM`: two of one program must be told apart. */
function sideTitle(session: Session, run: Recording['run'] | undefined, paths: Paths): string {
  const title = titleOf(session, run, paths);
  const more = [sessionTime(session), commitText(session)].filter(one => one !== '');
  return session.name === undefined ? `${title} (${more.join(' · ')})` : title;
}

/** Sessions at a commit: of the same program first, then without changes, then the newest. */
function sessionsAt(commit: string, to: Session, sessions: readonly Session[]): Session[] {
  const isSame = (one: Session) => targetKey(one.target) === targetKey(to.target);
  const isDirty = (one: Session) => one.commit?.dirty !== false;
  return sessions
    .filter(one => one.id !== to.id && one.commit?.id.startsWith(commit) === true)
    .sort(
      (a, b) =>
        Number(isSame(b)) - Number(isSame(a)) ||
        Number(isDirty(a)) - Number(isDirty(b)) ||
        b.startedAt - a.startedAt,
    );
}

type SideItem = vscode.QuickPickItem & { readonly side?: Side | 'commit' };

async function pickSide(
  to: Side,
  sessions: readonly Session[],
  paths: Paths,
): Promise<Side | 'commit' | undefined> {
  const sides = sessions.flatMap(session =>
    hasParts(session)
      ? session.runs.map(({ id }) => ({ session, run: id })).reverse()
      : [{ session }],
  );
  const others = sides.filter(
    (one: Side) => one.session.id !== to.session.id || one.run !== to.run,
  );
  const isSame = ({ session }: Side) => targetKey(session.target) === targetKey(to.session.target);
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const [same, different] = [others.filter(isSame), others.filter(one => !isSame(one))];
  const items: SideItem[] = [
    ...(same.length > 0 ? [separator(vscode.l10n.t('the same program'))] : []),
    ...same.map(side => sideItem(side, paths)),
    ...(different.length > 0 ? [separator(vscode.l10n.t('others'))] : []),
    ...different.map(side => sideItem(side, paths)),
    separator(vscode.l10n.t('by what was checked out')),
    { label: vscode.l10n.t('$(git-commit) A Commit…'), side: 'commit' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare {0} With', sideTitle(to.session, undefined, paths)),
    placeHolder: vscode.l10n.t('The later one is shown, with what changed since the earlier one'),
    matchOnDescription: true,
  });
  return picked?.side;
}

function sideItem(side: Side, paths: Paths): SideItem {
  const { session, run } = side;
  const index = session.runs.findIndex(({ id }) => id === run);
  const part = index < 0 ? '' : runTitle(session.runs[index], index);
  const about = [part, sessionTime(session), commitText(session)];
  return {
    label: `$(history) ${titleOf(session, undefined, paths)}`,
    description: about.filter(one => one !== '').join(' · '),
    side,
  };
}
