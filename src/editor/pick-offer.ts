import * as vscode from 'vscode';
import { type Offer, offerId } from '../run/targets/offer';
import { offerDescription, offerIcon } from './offer-texts';
import type { Paths } from './paths';

/** Offers under a heading; they are filled in when they are found. */
export interface OfferGroup {
  readonly title: string;
  readonly offers: Promise<readonly ListedOffer[]>;
}

export interface ListedOffer {
  readonly offer: Offer;
  /** In place of the usual one. */
  readonly label?: string;
  readonly description?: string;
}

export interface PickedOffer {
  readonly offer: Offer;
  /** Whether to ask for arguments first. */
  readonly ask: boolean;
}

export interface PickTexts {
  readonly title: string;
  readonly placeholder: string;
}

interface Row extends vscode.QuickPickItem {
  readonly offer?: Offer;
}

/** One list of everything that can be run, as it is found. Undefined when the user went away. */
export function pickOffer(
  { title, placeholder }: PickTexts,
  groups: readonly OfferGroup[],
  paths: Paths,
): Promise<PickedOffer | undefined> {
  const list = vscode.window.createQuickPick<Row>();
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDescription = true;
  list.busy = true;
  list.ignoreFocusOut = false;
  const found: (readonly ListedOffer[] | undefined)[] = groups.map(() => undefined);
  const show = () => {
    const active = list.activeItems[0]?.offer;
    list.items = rows(groups, found, paths);
    const same = list.items.find(
      row =>
        row.offer !== undefined && active !== undefined && offerId(row.offer) === offerId(active),
    );
    if (same !== undefined) list.activeItems = [same];
  };
  return new Promise(done => {
    const settle = (picked: PickedOffer | undefined) => {
      done(picked);
      list.dispose();
    };
    list.onDidAccept(() => {
      const [row] = list.selectedItems;
      if (row?.offer !== undefined) settle({ offer: row.offer, ask: false });
    });
    list.onDidTriggerItemButton(({ item }) => {
      if (item.offer !== undefined) settle({ offer: item.offer, ask: true });
    });
    list.onDidHide(() => settle(undefined));
    list.show();
    const all = groups.map(async ({ offers }, at) => {
      found[at] = await offers.catch(() => []); // what can't be read is told by its own command; the rest is still there
      show();
    });
    void Promise.all(all).then(() => {
      list.busy = false;
    });
  });
}

function rows(
  groups: readonly OfferGroup[],
  found: readonly (readonly ListedOffer[] | undefined)[],
  paths: Paths,
): Row[] {
  const seen = new Set<string>();
  return groups.flatMap(({ title }, at) => {
    const offers = (found[at] ?? []).filter(({ offer }) => {
      const isNew = !seen.has(offerId(offer));
      seen.add(offerId(offer));
      return isNew;
    });
    if (offers.length === 0) return [];
    const heading: Row = { label: title, kind: vscode.QuickPickItemKind.Separator };
    return [heading, ...offers.map(listed => row(listed, paths))];
  });
}

function row({ offer, label, description }: ListedOffer, paths: Paths): Row {
  const isPossible = offer.kind !== 'launch' || offer.whyNot === undefined;
  return {
    label: `${offerIcon(offer)} ${label ?? offer.name}`,
    description: description ?? offerDescription(offer, paths),
    offer,
    buttons: isPossible
      ? [
          {
            iconPath: new vscode.ThemeIcon('gear'),
            tooltip: vscode.l10n.t('Arguments and environment first…'),
          },
        ]
      : [],
  };
}
