/** A property and its value, in the order in which ZFS shall take them. Numbers are bytes. */
export type Settings = Readonly<Record<string, string | number>>;

/** One command of ZFS. Between any two of them a VM may be left alone for ever. */
export type Step =
  | { do: 'create-root'; dataset: string; settings: Settings }
  | { do: 'create-volume'; dataset: string; volsize: number; volblocksize: number; settings: Settings }
  | { do: 'clone'; dataset: string; origin: string; settings: Settings }
  | { do: 'set'; dataset: string; settings: Settings }
  | { do: 'rollback'; snapshot: string }
  | { do: 'destroy'; dataset: string };
