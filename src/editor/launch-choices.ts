import * as vscode from 'vscode';
import type { LaunchOffer } from '../run/targets/launch-entries';
import { attachedTarget, type Picked, pickedPlace, pickProgram } from './attach-picker';
import { launchVariables } from './launch-variables';
import type { Paths } from './paths';
import { type PickedOffer, pickOffer } from './pick-offer';
import { launchesOfWindow } from './workspace-offers';

/** Asks which entry of a compound is profiled. Undefined when the user went away. */
export function pickMember(
  { name, members = [] }: LaunchOffer,
  paths: Paths,
): Promise<PickedOffer | undefined> {
  const entries = launchesOfWindow().then(all =>
    all.filter(one => members.includes(one.name) && one.members === undefined),
  );
  return pickOffer(
    {
      title: vscode.l10n.t('Profile an Entry of “{0}”', name),
      placeholder: vscode.l10n.t('It starts these side by side: choose the one to profile'),
    },
    [
      {
        title: vscode.l10n.t('launch entries'),
        offers: entries.then(found => found.map(offer => ({ offer }))),
      },
    ],
    paths,
  );
}

/** The program that an entry attaches to, which it may leave to the user. Undefined when the user went away. @throws TargetError */
export async function programOfEntry(
  offer: LaunchOffer,
  memory: vscode.Memento,
  paths: Paths,
): Promise<Picked | undefined> {
  const { launchAttachment } = await import('../run/targets/launch-attachment');
  const place = await launchAttachment(offer, launchVariables(offer));
  if (place === 'ask') return pickProgram(memory, paths);
  const { pid, ...at } = place;
  return pid === undefined
    ? pickedPlace(memory, at)
    : { target: attachedTarget(at, `${offer.name} (pid ${pid})`), options: { pid } };
}
