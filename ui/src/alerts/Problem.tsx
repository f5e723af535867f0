/** What went wrong, if anything did. */
export function Problem({ text }: { text: string }) {
  return text ? (
    <p class="alerts-problem" role="alert">
      {text}
    </p>
  ) : null;
}
