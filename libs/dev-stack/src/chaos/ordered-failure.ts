/** The mark of failures that were ordered, by which a job's reason can be told from a fault of ours. */
export const ORDERED_FAILURE = 'a failure that chaos ordered';
