import * as vscode from 'vscode';
import { unreachable } from '../core/units';
import type { LaunchOffer } from '../run/targets/launch-entries';
import type { Offer } from '../run/targets/offer';
import type { Use } from '../run/targets/uses';
import type { Paths } from './paths';

/** What stands behind the name of an offer in a list. */
export function offerDescription(offer: Offer, paths: Paths): string {
  switch (offer.kind) {
    case 'file':
      return paths.label(offer.file);
    case 'test':
      return [offer.framework, paths.label(offer.file)].join(' · ');
    case 'script':
      return [...folderIfInside(offer.file, paths), offer.line].join(' · ');
    case 'launch':
      return [
        whyNotText(offer),
        offer.attaches === true ? vscode.l10n.t('attaches to a program that runs already') : '',
        offer.members === undefined
          ? ''
          : vscode.l10n.t('starts {0} side by side: choose one', offer.members.join(', ')),
        ...offer.compounds.map(name => vscode.l10n.t('part of {0}', name)),
        ...folderIfInside(offer.file, paths),
      ]
        .filter(text => text !== '')
        .join(' · ');
    default:
      return unreachable(offer);
  }
}

export function offerIcon(offer: Offer): string {
  switch (offer.kind) {
    case 'file':
      return '$(file-code)';
    case 'test':
      return '$(beaker)';
    case 'script':
      return '$(wrench)'; // as in the editor's own list of scripts
    case 'launch':
      return offer.whyNot === undefined ? '$(debug-alt)' : '$(circle-slash)';
    default:
      return unreachable(offer);
  }
}

export function whyNotText({ whyNot }: LaunchOffer): string {
  switch (whyNot?.code) {
    case undefined:
      return '';
    case 'other-type':
      return vscode.l10n.t('not possible: its type is “{0}”, not “node”', whyNot?.detail ?? '');
    case 'no-program':
      return vscode.l10n.t('not possible: it names no program');
  }
}

/** How near what can be run is to the file that it is asked for. */
export function useDescription({ offer, distance, starts }: Use, paths: Paths): string {
  if (distance === undefined)
    return `${vscode.l10n.t('may use it')} · ${offerDescription(offer, paths)}`;
  const near =
    distance === 0
      ? vscode.l10n.t('starts it')
      : distance === 1
        ? vscode.l10n.t('imports it')
        : vscode.l10n.t('{0} imports away', distance);
  const via = offer.kind === 'script' || offer.kind === 'launch';
  const by = via
    ? vscode.l10n.t('{0} by way of {1}', near, paths.label(starts))
    : `${near} · ${offerDescription(offer, paths)}`;
  return distance === 0 ? near : by;
}

/** The folder of a package.json or launch.json that is not at the top of a single folder. */
function folderIfInside(file: string, paths: Paths): string[] {
  const label = paths.label(file).replace(/[\\/]?(\.vscode[\\/])?[^\\/]+$/, '');
  return label === '' ? [] : [label];
}
