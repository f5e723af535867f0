/** Where this browser keeps what is edited of a board and not saved. */
export function draftKey(uid: string): string {
  return `draft.${uid}`;
}
