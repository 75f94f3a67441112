/** What a rule is held against: who wants to do what, to what, from where and when. */
export interface Attempt {
  /** Login of the sub-user. */
  login: string;
  /** Name of the operation: `DeleteMachineDisk`. */
  action: string;
  /** Path of the request, with the account's login: `/acme/machines/…`. */
  resource: string;
  sourceip: string;
  method: string;
  at: Date;
}

/** Everything, or names in which `*` stands for any text. */
export type Names = 'all' | readonly string[];

/** A rule in Aperture's language: `[WHO] CAN [NOT] ACTIONS [RESOURCES] [WHEN CONDITIONS]`. */
export interface Rule {
  allows: boolean;
  /** Logins; without them anyone who holds the role. */
  principals: Names;
  actions: Names;
  resources: Names;
  condition(attempt: Attempt): boolean;
}

/** Why a text is no rule that can be honoured; half a sentence that names what is at fault. */
export class RuleError extends Error {
  override name = 'RuleError';
}
