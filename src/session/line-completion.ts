/** What can stand in the place of a part of a command line that ends at the cursor. */
export interface LineCompletion {
  /** Where that part begins. */
  readonly start: number;
  /** As they are written into the line; a folder ends in a slash. Sorted. */
  readonly candidates: readonly string[];
}
